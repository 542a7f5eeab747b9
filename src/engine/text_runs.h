#ifndef SPANLOOM_ENGINE_TEXT_RUNS_H_
#define SPANLOOM_ENGINE_TEXT_RUNS_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "base/none.h"
#include "engine/by_span.h"
#include "engine/content_key.h"
#include "policy/part_observer.h"

namespace spanloom {

// Finds the runs of a span by the text that they are in. Not thread-safe.
class TextRuns {
 public:
  // Reads the runs of a span. O(runs of the span).
  void Read(const BySpan<ExplainedRun>& runs, std::uint32_t span);

  // Calls `visit(index)`, with indexes of `runs`, for each run of a text, in order. O(runs of the text).
  template <typename Visit>
  void ForEach(std::uint64_t text, Side side, Visit&& visit) const {
    for (std::uint32_t at = first_.Find(ContentKey(text, side)); at != kNone; at = runs_[at].next)
      visit(runs_[at].index);
  }

 private:
  static constexpr std::size_t kKept = 4096;

  struct Run {
    std::uint32_t index;
    std::uint32_t next;  // of the same text
  };

  Array<Run> runs_;
  IdMap first_;
  IdMap last_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TEXT_RUNS_H_
