#ifndef SPANLOOM_BASE_ARRAY_H_
#define SPANLOOM_BASE_ARRAY_H_

#include <cassert>
#include <cstddef>
#include <cstring>
#include <type_traits>

#include "base/bytes.h"

namespace spanloom {

// A growing array of trivially copyable entries, like std::vector. All element types share the code of Bytes; with
// std::vector, which makes growth code for each type, the Wasm module is a tenth larger (docs/decisions/own-code.md).
//
// Growth and Clear() invalidate pointers and references to entries. Not thread-safe.
template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

 public:
  T* begin() { return reinterpret_cast<T*>(bytes_.data()); }
  T* end() { return reinterpret_cast<T*>(bytes_.data() + bytes_.size()); }
  const T* begin() const { return reinterpret_cast<const T*>(bytes_.data()); }
  const T* end() const { return reinterpret_cast<const T*>(bytes_.data() + bytes_.size()); }
  T& operator[](std::size_t index) {
    assert(index < size());
    return begin()[index];
  }
  const T& operator[](std::size_t index) const {
    assert(index < size());
    return begin()[index];
  }
  T& back() {
    assert(!empty());
    return end()[-1];
  }
  std::size_t size() const { return bytes_.size() / sizeof(T); }
  bool empty() const { return bytes_.size() == 0; }

  // The memory that it holds.
  std::size_t bytes() const { return bytes_.capacity(); }

  // Appends a copy of `value`, which may be an entry of this array. O(1) amortised.
  void Add(const T& value) {
    const T copy = value;
    std::memcpy(bytes_.Extend(sizeof(T)), &copy, sizeof(T));
  }

  // Appends `count` uninitialised entries and returns the first.
  T* Extend(std::size_t count) { return reinterpret_cast<T*>(bytes_.Extend(count * sizeof(T))); }

  // Removes the last entry and returns it. The array must not be empty. O(1).
  T PopBack() {
    const T last = back();
    bytes_.Truncate(bytes_.size() - sizeof(T));
    return last;
  }

  // Removes the last `count` entries. O(1).
  void RemoveLast(std::size_t count) {
    assert(count <= size());
    bytes_.Truncate(bytes_.size() - count * sizeof(T));
  }

  // Removes the first `count` entries. O(size).
  void RemoveFirst(std::size_t count) {
    assert(count <= size());
    if (count == 0) return;
    std::memmove(bytes_.data(), bytes_.data() + count * sizeof(T), bytes_.size() - count * sizeof(T));
    bytes_.Truncate(bytes_.size() - count * sizeof(T));
  }

  // Replaces the content by `count` copies of `value`. O(count).
  void Fill(std::size_t count, const T& value) {
    bytes_.Clear();
    bytes_.Extend(count * sizeof(T));
    for (T& entry : *this) entry = value;
  }

  // Removes all entries. Keeps the memory for reuse, unless it has room for more than `kept` entries. O(1).
  void Clear(std::size_t kept) { bytes_.Clear(kept * sizeof(T)); }

 private:
  Bytes bytes_;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_ARRAY_H_
