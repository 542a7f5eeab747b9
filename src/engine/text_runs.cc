#include "engine/text_runs.h"

namespace spanloom {

void TextRuns::Read(const BySpan<ExplainedRun>& runs, std::uint32_t span) {
  runs_.Clear(kKept);
  first_.Clear();
  last_.Clear();
  runs.ForEach(span, [&](std::uint32_t i) {
    const auto at = static_cast<std::uint32_t>(runs_.size());
    const std::uint64_t key = ContentKey(runs[i].text, runs[i].side);
    const std::uint32_t before = last_.Find(key);
    runs_.Add({i, kNone});
    if (before == kNone) {
      first_.Put(key, at);
    } else {
      runs_[before].next = at;
    }
    last_.Put(key, at);
  });
}

}  // namespace spanloom
