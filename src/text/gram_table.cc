#include "text/gram_table.h"

#include <utility>

namespace spanloom {

void GramTable::Add(std::uint32_t hash, std::uint32_t place) {
  if (used_ >= tags_.size() / 4 * 3) Grow();
  const std::uint8_t tag = TagOf(hash);
  std::uint32_t at = Home(hash);
  std::uint32_t same = 0;
  std::uint32_t oldest = at;
  for (; tags_[at] != kEmpty; at = Next(at)) {
    if (tags_[at] != tag || slots_[at].hash != hash) continue;
    if (same++ == 0 || slots_[at].place < slots_[oldest].place) oldest = at;
  }
  if (same == kMostPlaces) {
    at = oldest;
  } else {
    tags_[at] = tag;
    ++used_;
  }
  slots_[at] = {hash, place};
}

void GramTable::Grow() {
  constexpr std::uint32_t kFewestBits = 8;
  Array<std::uint8_t> tags;
  Array<Slot> slots;
  std::swap(tags, tags_);
  std::swap(slots, slots_);
  std::uint32_t bits = kFewestBits;
  while (std::uint32_t{1} << bits < 2 * used_) ++bits;
  shift_ = 32 - bits;
  tags_.Fill(std::size_t{1} << bits, kEmpty);
  slots_.Fill(std::size_t{1} << bits, {});
  used_ = 0;
  for (std::size_t at = 0; at < tags.size(); ++at) {
    if (tags[at] != kEmpty) Add(slots[at].hash, slots[at].place);
  }
}

void GramTable::Clear() {
  constexpr std::size_t kKept = 1024;
  tags_.Clear(kKept);
  slots_.Clear(kKept);
  used_ = 0;
}

}  // namespace spanloom
