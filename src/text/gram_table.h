#ifndef SPANLOOM_TEXT_GRAM_TABLE_H_
#define SPANLOOM_TEXT_GRAM_TABLE_H_

#include <cstdint>

#include "base/array.h"

namespace spanloom {

// Where grams stand, by their hash: open addressing in which a gram's places follow each other. Most grams that are
// looked for are new, so a byte of each slot's hash stands apart: these bytes stay in the cache when the slots do not.
class GramTable {
 public:
  // Of one gram; the oldest goes when there is one more.
  static constexpr std::uint32_t kMostPlaces = 8;

  // Calls `visit(place)` for the places of a gram. O(kMostPlaces).
  template <typename Visit>
  void ForEach(std::uint32_t hash, Visit&& visit) const {
    if (tags_.empty()) return;
    const std::uint8_t tag = TagOf(hash);
    for (std::uint32_t at = Home(hash); tags_[at] != kEmpty; at = Next(at)) {
      if (tags_[at] == tag && slots_[at].hash == hash) visit(slots_[at].place);
    }
  }

  // Adds a place, which is higher than all before. O(1) amortised.
  void Add(std::uint32_t hash, std::uint32_t place);

  void Clear();

  std::size_t bytes() const { return tags_.size() * (sizeof(Slot) + 1); }

 private:
  static constexpr std::uint8_t kEmpty = 0;

  struct Slot {
    std::uint32_t hash;
    std::uint32_t place;
  };

  // Home and tag are made of different bits.
  std::uint32_t Home(std::uint32_t hash) const { return hash >> shift_; }
  static std::uint8_t TagOf(std::uint32_t hash) { return static_cast<std::uint8_t>(hash | 1); }
  std::uint32_t Next(std::uint32_t at) const { return (at + 1) & (static_cast<std::uint32_t>(tags_.size()) - 1); }
  void Grow();

  Array<std::uint8_t> tags_;
  Array<Slot> slots_;
  std::uint32_t used_ = 0;
  std::uint32_t shift_ = 32;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_GRAM_TABLE_H_
