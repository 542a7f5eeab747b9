#ifndef SPANLOOM_BASE_BYTES_H_
#define SPANLOOM_BASE_BYTES_H_

#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

namespace spanloom {

// A growing byte buffer, made to be cleared and filled again. Unlike std::vector, Extend() does not initialise the new
// bytes, and a failed allocation aborts instead of throwing.
//
// Growth and Clear() invalidate pointers and views. Memory: at most half as much again as the largest content since the
// last Clear(kept) that freed it. Not thread-safe.
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
  std::string_view view(std::size_t from, std::size_t length) const {
    assert(from <= size_ && length <= size_ - from);
    return {data_ + from, length};
  }

  // Drops the bytes from `size` on; there must be that many. O(1).
  void Truncate(std::size_t size) {
    assert(size <= size_);
    size_ = size;
  }
  // Removes all bytes and keeps the memory. O(1).
  void Clear() { size_ = 0; }

  // The same, but frees the memory if it is more than `kept` bytes. Not inlined, for size.
  [[gnu::noinline]] void Clear(std::size_t kept) {
    Clear();
    if (capacity_ > kept) *this = Bytes();
  }

  // Makes room for `more` bytes, so that adding them does not move the buffer.
  void Reserve(std::size_t more) {
    if (more > capacity_ - size_) Grow(more);
  }

  // Like Reserve(), but returns false if there is not enough memory.
  bool TryReserve(std::size_t more) { return more <= capacity_ - size_ || TryGrow(more); }

  // Appends `count` uninitialised bytes and returns the first. O(1) amortised. Not inlined: inlining costs 0.8 kB of
  // gzip.
  [[gnu::noinline]] char* Extend(std::size_t count) {
    Reserve(count);
    char* start = data_ + size_;
    size_ += count;
    return start;
  }

  // Appends a copy of `text`, which must not be a view of this buffer. Not inlined, for size.
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
    // Not realloc(): emmalloc's adds more code than this class has.
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
