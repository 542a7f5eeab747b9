#ifndef SPANLOOM_BASE_ID_MAP_H_
#define SPANLOOM_BASE_ID_MAP_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/none.h"

namespace spanloom {

// A hash map from non-zero 64-bit ids to 32-bit indexes. Open addressing with linear probing; Erase() closes gaps
// instead of leaving tombstones, so lookups stay fast however often ids come and go. At most 3/4 full, 16 bytes per
// slot.
//
// All operations are O(1) on average; Put() is amortised over growth. The map never shrinks until Clear(). Not
// thread-safe.
class IdMap {
 public:
  // Returns the index of `key`, or kNone.
  std::uint32_t Find(std::uint64_t key) const;

  // Adds `key`, or replaces its index. `key` must not be 0.
  void Put(std::uint64_t key, std::uint32_t value);

  // Removes `key` if it is there.
  void Erase(std::uint64_t key);

  // Removes all keys. Keeps the memory of a small table. O(slots).
  void Clear();

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return slots_.bytes(); }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = kNone;
  };

  std::size_t Home(std::uint64_t key) const;
  std::size_t Next(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  std::size_t Locate(std::uint64_t key) const;
  void Grow();

  Array<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_ID_MAP_H_
