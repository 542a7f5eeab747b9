#include "links/takings.h"

namespace spanloom {

std::size_t Takings::Add(std::uint64_t object, Taking taking) {
  const std::uint32_t newest = newest_.Find(object);
  std::uint32_t count = 0;
  std::uint32_t before_last = kNone;
  std::uint32_t last = newest;
  for (; last != kNone; last = takings_[last].next) {
    if (++count == kMostOfOne) break;
    before_last = last;
  }
  std::uint32_t index = last;
  std::size_t forgotten = 0;
  if (count == kMostOfOne) {
    takings_[before_last].next = kNone;
    forgotten = 1;
  } else {
    if (takings_.size() == kMost) {
      forgotten = kMost;
      Clear();
    }
    index = static_cast<std::uint32_t>(takings_.size());
    takings_.Add(taking);
  }
  taking.next = newest_.Find(object);
  takings_[index] = taking;
  newest_.Put(object, index);
  return forgotten;
}

void Takings::Clear() {
  constexpr std::size_t kKept = 256;
  takings_.Clear(kKept);
  newest_.Clear();
}

}  // namespace spanloom
