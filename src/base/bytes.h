#ifndef SPANLOOM_BASE_BYTES_H_
#define SPANLOOM_BASE_BYTES_H_

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

namespace spanloom {

// A growing byte buffer that is meant to be emptied and filled again. Unlike std::vector it does not clear what it
// hands out. Growth invalidates pointers and views into it.
class Bytes {
 public:
  Bytes() = default;
  Bytes(Bytes&& other) noexcept { *this = std::move(other); }
  Bytes& operator=(Bytes&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() { std::free(data_); }

  char* data() { return data_; }
  const char* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  std::string_view view() const { return {data_, size_}; }
  std::string_view view(std::size_t from, std::size_t length) const { return {data_ + from, length}; }

  void Truncate(std::size_t size) { size_ = size; }
  void Clear() { size_ = 0; }

  // The same; gives the memory back when there is more than `kept` of it. Not inlined, for size.
  [[gnu::noinline]] void Clear(std::size_t kept) {
    Clear();
    if (capacity_ > kept) *this = Bytes();
  }

  void Reserve(std::size_t more) {
    if (more > capacity_ - size_) Grow(more);
  }

  // As Reserve(), but false where there is no memory for it.
  bool TryReserve(std::size_t more) { return more <= capacity_ - size_ || TryGrow(more); }

  // Adds `count` bytes of undefined content and returns where they start. Not inlined: that would be 0.8 kB after gzip.
  [[gnu::noinline]] char* Extend(std::size_t count) {
    Reserve(count);
    char* start = data_ + size_;
    size_ += count;
    return start;
  }

  // Not inlined, for size.
  [[gnu::noinline]] void Append(std::string_view text) {
    if (!text.empty()) std::memcpy(Extend(text.size()), text.data(), text.size());
  }

  void Push(char byte) { *Extend(1) = byte; }

 private:
  void Grow(std::size_t more) {
    if (!TryGrow(more)) std::abort();
  }

  bool TryGrow(std::size_t more) {
    constexpr std::size_t kMinCapacity = 64;
    std::size_t wanted = capacity_ + capacity_ / 2 + kMinCapacity;
    if (wanted < size_ + more) wanted = size_ + more;
    // Not realloc(): emmalloc's is larger than all of this class.
    void* grown = wanted < more ? nullptr : std::malloc(wanted);
    if (grown == nullptr) return false;
    if (size_ > 0) std::memcpy(grown, data_, size_);
    std::free(data_);
    data_ = static_cast<char*>(grown);
    capacity_ = wanted;
    return true;
  }

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_BYTES_H_
