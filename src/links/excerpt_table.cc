#include "links/excerpt_table.h"

namespace spanloom {

std::size_t ExcerptTable::Add(std::uint64_t object, Excerpt taking) {
  const std::uint32_t newest = newest_.Find(object);
  std::uint32_t count = 0;
  std::uint32_t before_last = kNone;
  std::uint32_t last = newest;
  for (; last != kNone; last = excerpts_[last].next) {
    if (++count == kMaxPerText) break;
    before_last = last;
  }
  std::uint32_t index = last;
  std::size_t forgotten = 0;
  if (count == kMaxPerText) {
    excerpts_[before_last].next = kNone;
    forgotten = 1;
  } else {
    if (excerpts_.size() == kMaxExcerpts) {
      forgotten = kMaxExcerpts;
      Clear();
    }
    index = static_cast<std::uint32_t>(excerpts_.size());
    excerpts_.Add(taking);
  }
  taking.next = newest_.Find(object);
  excerpts_[index] = taking;
  newest_.Put(object, index);
  return forgotten;
}

void ExcerptTable::Clear() {
  constexpr std::size_t kKeptEntries = 256;
  excerpts_.Clear(kKeptEntries);
  newest_.Clear();
}

}  // namespace spanloom
