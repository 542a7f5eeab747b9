#ifndef SPANLOOM_TEXT_GRAM_TABLE_H_
#define SPANLOOM_TEXT_GRAM_TABLE_H_

#include <bit>
#include <cstdint>

#include "base/array.h"
#include "text/winnow.h"

namespace spanloom {

// Where grams stand, by their hash. Buckets of eight slots, each of which has a byte of its gram's hash in one word:
// the words stay in the cache when the slots do not, and tell most grams that are new. A gram that finds its bucket
// full goes to the next.
class GramTable {
 public:
  // Of one gram; the oldest goes when there is one more.
  static constexpr std::uint32_t kMaxPlaces = 8;

  // Reads what will be needed first for a gram. Called for many grams in a row, the memory's delays overlap.
  void Touch(std::uint32_t hash) const {
    if (!tags_.empty()) static_cast<void>(*static_cast<const volatile std::uint64_t*>(&tags_[hash >> shift_]));
  }

  // Whether a gram is surely not there; most are not.
  bool IsNew(std::uint32_t hash) const {
    if (tags_.empty()) return true;
    const std::uint64_t tags = tags_[hash >> shift_];
    return Equal(tags, TagOf(hash)) == 0 && Equal(tags, 0) != 0;
  }

  // Calls `visit(place, is_like)` for the places of a gram; `is_like` is false where both sides are others than here.
  // O(kMaxPlaces).
  template <typename Visit>
  void ForEach(const Fingerprint& gram, Visit&& visit) const {
    if (tags_.empty()) return;
    ForEachSlot(gram.hash, [&](std::size_t at) {
      const std::uint32_t differing = slots_[at].key ^ KeyOf(gram);
      visit(slots_[at].place, (differing & 0xF0) == 0 || (differing & 0xF) == 0);
    });
  }

  // Adds a place, which is higher than all before. O(1) amortised.
  void Add(const Fingerprint& gram, std::uint32_t place);

  void Clear();

  std::size_t bytes() const { return tags_.size() * (sizeof(std::uint64_t) + kSlots * sizeof(Slot)); }

 private:
  static constexpr std::uint32_t kSlots = 8;  // of a bucket: one for each byte of a word
  static constexpr std::uint64_t kOnes = 0x0101010101010101;

  struct Slot {
    std::uint32_t key;  // the hash, its lowest byte replaced by that of the sides
    std::uint32_t place;
  };

  // Bucket and tag are made of different bits of the hash. No tag is 0.
  static std::uint64_t TagOf(std::uint32_t hash) { return (hash & 0xFF) | 1; }
  static std::uint32_t KeyOf(const Fingerprint& gram) { return (gram.hash & ~0xFFU) | gram.sides; }

  // High bits of the bytes that are equal to `byte`.
  static std::uint64_t Equal(std::uint64_t word, std::uint64_t byte) {
    constexpr std::uint64_t kLow = kOnes * 0x7F;
    const std::uint64_t differing = word ^ (kOnes * byte);
    return ~(((differing & kLow) + kLow) | differing | kLow);
  }
  static std::uint32_t FirstOf(std::uint64_t bytes) { return static_cast<std::uint32_t>(std::countr_zero(bytes)) / 8; }

  // Calls `visit(slot)` for those of a gram, and returns the first free one behind them.
  template <typename Visit>
  std::size_t ForEachSlot(std::uint32_t hash, Visit&& visit) const {
    for (std::size_t bucket = hash >> shift_;; bucket = (bucket + 1) % tags_.size()) {
      const std::uint64_t tags = tags_[bucket];
      for (std::uint64_t bytes = Equal(tags, TagOf(hash)); bytes != 0; bytes &= bytes - 1) {
        const std::size_t at = bucket * kSlots + FirstOf(bytes);
        if ((slots_[at].key ^ hash) <= 0xFF) visit(at);
      }
      if (const std::uint64_t free = Equal(tags, 0); free != 0) return bucket * kSlots + FirstOf(free);
    }
  }
  void Put(std::size_t at, std::uint64_t tag, const Slot& slot);
  void Grow();

  Array<std::uint64_t> tags_;
  Array<Slot> slots_;
  std::uint32_t used_ = 0;
  std::uint32_t max_used_ = 0;  // that may be used
  std::uint32_t shift_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_GRAM_TABLE_H_
