#ifndef SPANLOOM_BASE_ID_MAP_H_
#define SPANLOOM_BASE_ID_MAP_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/none.h"

namespace spanloom {

// Hash map from non-zero 64-bit ids to 32-bit indexes: open addressing, linear probing, no tombstones.
class IdMap {
 public:
  // The index of `key`, kNone if there is none. O(1).
  std::uint32_t Find(std::uint64_t key) const;

  // Adds or replaces. O(1) amortised.
  void Put(std::uint64_t key, std::uint32_t value);

  // Does nothing if the key is not there. O(1).
  void Erase(std::uint64_t key);

  // Forgets all keys; keeps a small table's memory.
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
