#ifndef SPANLOOM_TEXT_GRAM_TABLE_H_
#define SPANLOOM_TEXT_GRAM_TABLE_H_

#include <bit>
#include <cstdint>

#include "base/array.h"
#include "base/word.h"
#include "text/winnow.h"

namespace spanloom {

// An index from the hash of a gram to the places where the gram occurs. A bucket has eight slots, and one word with a
// tag byte per slot. The words fit in the cache when the slots do not, and they alone rule out most new grams. A gram
// whose bucket is full goes to the next one.
//
// Look a gram up with IsNew(), then ForEach(), before Add(). O(1) on average; Add() is amortised over growth. 9 bytes
// per slot, at most 3/4 of the slots in use. Not thread-safe.
class GramTable {
 public:
  // The most places stored for one gram. Another one replaces the oldest.
  static constexpr std::uint32_t kMaxPlaces = 8;

  // Prefetches the tags of a gram. Called for a batch of grams, so that the cache misses overlap.
  void Touch(std::uint32_t hash) const {
    if (!tags_.empty()) static_cast<void>(*static_cast<const volatile std::uint64_t*>(&tags_[hash >> shift_]));
  }

  // Whether the gram is certainly not in the table. True for most grams that are not.
  bool IsNew(std::uint32_t hash) const {
    if (tags_.empty()) return true;
    const std::uint64_t tags = tags_[hash >> shift_];
    return Equal(tags, TagOf(hash)) == 0 && Equal(tags, 0) != 0;
  }

  // Calls `visit(place, may_match)` for each place of a gram. `may_match` is false where the text differs both before
  // and after the gram, see Fingerprint::sides. O(kMaxPlaces).
  template <typename Visit>
  void ForEach(const Fingerprint& gram, Visit&& visit) const {
    if (tags_.empty()) return;
    ForEachSlot(gram.hash, [&](std::size_t at) {
      const std::uint32_t differing = slots_[at].key ^ KeyOf(gram);
      visit(slots_[at].place, (differing & 0xF0) == 0 || (differing & 0xF) == 0);
    });
  }

  // Adds a place, which must be larger than all places added before.
  void Add(const Fingerprint& gram, std::uint32_t place);

  void Clear();

  std::size_t bytes() const { return tags_.size() * (sizeof(std::uint64_t) + kSlots * sizeof(Slot)); }

 private:
  static constexpr std::uint32_t kSlots = 8;  // per bucket: one for each byte of a word

  struct Slot {
    std::uint32_t key;  // the hash, with Fingerprint::sides in its lowest byte
    std::uint32_t place;
  };

  // The bucket and the tag use different bits of the hash. A tag is never 0: that marks a free slot.
  static std::uint64_t TagOf(std::uint32_t hash) { return (hash & 0xFF) | 1; }
  static std::uint32_t KeyOf(const Fingerprint& gram) { return (gram.hash & ~0xFFU) | gram.sides; }

  // Sets the high bit of each byte that equals `byte`. Exact in all bytes, unlike EqualBytes().
  static std::uint64_t Equal(std::uint64_t word, std::uint64_t byte) {
    constexpr std::uint64_t kLow = kByteOnes * 0x7F;
    const std::uint64_t differing = word ^ (kByteOnes * byte);
    return ~(((differing & kLow) + kLow) | differing | kLow);
  }
  static std::uint32_t FirstOf(std::uint64_t bytes) { return static_cast<std::uint32_t>(std::countr_zero(bytes)) / 8; }

  // Calls `visit(slot)` for each slot of a gram and returns the first free slot after them.
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
  std::uint32_t max_used_ = 0;  // the table grows beyond this
  std::uint32_t shift_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_GRAM_TABLE_H_
