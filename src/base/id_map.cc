#include "base/id_map.h"

#include <cassert>
#include <utility>

#include "base/hash.h"

namespace spanloom {
namespace {

constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kKeptSlots = 1024;

}  // namespace

std::size_t IdMap::Home(std::uint64_t key) const {
  return static_cast<std::size_t>(MixBits(key)) & (slots_.size() - 1);
}

// Returns the slot that holds `key`, or the empty slot where it belongs.
std::size_t IdMap::Locate(std::uint64_t key) const {
  std::size_t slot = Home(key);
  while (slots_[slot].key != 0 && slots_[slot].key != key) slot = Next(slot);
  return slot;
}

std::uint32_t IdMap::Find(std::uint64_t key) const { return size_ == 0 ? kNone : slots_[Locate(key)].value; }

void IdMap::Put(std::uint64_t key, std::uint32_t value) {
  assert(key != 0);
  if (slots_.size() * 3 <= size_ * 4) Grow();
  Slot& slot = slots_[Locate(key)];
  if (slot.key == 0) ++size_;
  slot = {key, value};
}

void IdMap::Erase(std::uint64_t key) {
  if (size_ == 0) return;
  std::size_t hole = Locate(key);
  if (slots_[hole].key == 0) return;
  --size_;
  // Moves back every entry that is further on only because the hole was taken.
  for (std::size_t slot = Next(hole); slots_[slot].key != 0; slot = Next(slot)) {
    const std::size_t mask = slots_.size() - 1;
    const std::size_t displacement = (slot - Home(slots_[slot].key)) & mask;
    if (displacement < ((slot - hole) & mask)) continue;
    slots_[hole] = slots_[slot];
    hole = slot;
  }
  slots_[hole] = Slot();
}

void IdMap::Clear() {
  if (size_ == 0) return;
  const std::size_t slots = slots_.size();
  slots_.Clear(kKeptSlots);
  if (slots <= kKeptSlots) slots_.Fill(slots, Slot());
  size_ = 0;
}

void IdMap::Grow() {
  const Array<Slot> old = std::move(slots_);
  slots_.Fill(old.empty() ? kFirstSlots : old.size() * 2, Slot());
  for (const Slot& slot : old) {
    if (slot.key != 0) slots_[Locate(slot.key)] = slot;
  }
}

}  // namespace spanloom
