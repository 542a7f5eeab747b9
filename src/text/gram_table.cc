#include "text/gram_table.h"

#include <utility>

namespace spanloom {

void GramTable::Add(const Fingerprint& gram, std::uint32_t place) {
  if (used_ >= max_used_) Grow();
  std::uint32_t same = 0;
  std::size_t oldest = 0;
  const std::size_t free = ForEachSlot(gram.hash, [&](std::size_t at) {
    if (same++ == 0 || slots_[at].place < slots_[oldest].place) oldest = at;
  });
  const Slot slot{KeyOf(gram), place};
  if (same == kMaxPlaces) {
    slots_[oldest] = slot;
  } else {
    Put(free, TagOf(gram.hash), slot);
  }
}

// Fills a free slot.
void GramTable::Put(std::size_t at, std::uint64_t tag, const Slot& slot) {
  tags_[at / kSlots] |= tag << at % kSlots * 8;
  slots_[at] = slot;
  ++used_;
}

// Buckets are ordered by hash, so both the old and the new table are read and written sequentially.
void GramTable::Grow() {
  constexpr std::uint32_t kMinBits = 5;
  Array<std::uint64_t> tags;
  Array<Slot> slots;
  std::swap(tags, tags_);
  std::swap(slots, slots_);
  std::uint32_t bits = kMinBits;
  while (kSlots << bits < 2 * used_) ++bits;
  shift_ = 32 - bits;
  max_used_ = (kSlots << bits) / 4 * 3;
  used_ = 0;
  tags_.Fill(std::size_t{1} << bits, 0);
  slots_.Extend(std::size_t{kSlots} << bits);
  for (std::size_t bucket = 0; bucket < tags.size(); ++bucket) {
    std::size_t at = bucket * kSlots;
    for (std::uint64_t left = tags[bucket]; left != 0; left >>= 8, ++at) {
      const std::uint32_t hash = (slots[at].key & ~0xFFU) | static_cast<std::uint32_t>(left & 0xFF);
      Put(ForEachSlot(hash, [](std::size_t) {}), left & 0xFF, slots[at]);
    }
  }
}

void GramTable::Clear() {
  constexpr std::size_t kKeptEntries = 1024;
  tags_.Clear(kKeptEntries);
  slots_.Clear(kKeptEntries);
  used_ = 0;
  max_used_ = 0;
}

}  // namespace spanloom
