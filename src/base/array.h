#ifndef SPANLOOM_BASE_ARRAY_H_
#define SPANLOOM_BASE_ARRAY_H_

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "base/bytes.h"

namespace spanloom {

// A growing array of plain entries. All element types share the code of Bytes: std::vector, which makes its own for
// each, came to a third of the Wasm module. Growth invalidates references.
template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

 public:
  T* begin() { return reinterpret_cast<T*>(bytes_.data()); }
  T* end() { return reinterpret_cast<T*>(bytes_.data() + bytes_.size()); }
  const T* begin() const { return reinterpret_cast<const T*>(bytes_.data()); }
  const T* end() const { return reinterpret_cast<const T*>(bytes_.data() + bytes_.size()); }
  T& operator[](std::size_t index) { return begin()[index]; }
  const T& operator[](std::size_t index) const { return begin()[index]; }
  T& back() { return end()[-1]; }
  std::size_t size() const { return bytes_.size() / sizeof(T); }
  bool empty() const { return bytes_.size() == 0; }
  std::size_t bytes() const { return bytes_.capacity(); }

  // O(1) amortised. `value` may be an entry of this array.
  void Add(const T& value) {
    const T copy = value;
    std::memcpy(bytes_.Extend(sizeof(T)), &copy, sizeof(T));
  }

  // Adds `count` entries of undefined content and returns where they start.
  T* Extend(std::size_t count) { return reinterpret_cast<T*>(bytes_.Extend(count * sizeof(T))); }

  T PopBack() {
    const T last = back();
    bytes_.Truncate(bytes_.size() - sizeof(T));
    return last;
  }

  // O(size).
  void RemoveFirst(std::size_t count) {
    if (count == 0) return;
    std::memmove(bytes_.data(), bytes_.data() + count * sizeof(T), bytes_.size() - count * sizeof(T));
    bytes_.Truncate(bytes_.size() - count * sizeof(T));
  }

  // Makes it `count` copies of `value`.
  void Fill(std::size_t count, const T& value) {
    bytes_.Clear();
    bytes_.Extend(count * sizeof(T));
    for (T& entry : *this) entry = value;
  }

  // Keeps the memory, unless it is for more than `kept` entries.
  void Clear(std::size_t kept) { bytes_.Clear(kept * sizeof(T)); }

 private:
  Bytes bytes_;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_ARRAY_H_
