#ifndef SPANLOOM_POLICY_PART_OBSERVER_H_
#define SPANLOOM_POLICY_PART_OBSERVER_H_

#include <cstdint>

#include "links/candidate_list.h"
#include "log/records.h"

namespace spanloom {

// A part of a span's value that an equal part of a producer's value explains.
struct ExplainedPart {
  std::uint32_t span;  // indexes of SpanTree
  std::uint32_t producer;
  Side side;
  Side from;
  Via via;
  std::uint64_t object;  // the id of the content, see ContentId()
};

// A run of a text that a run of a producer's text explains. Offsets are bytes of the normal forms, see
// text/normalize.h.
struct ExplainedRun {
  std::uint32_t span;
  std::uint32_t producer;
  Side side;
  Side from;
  std::uint64_t text;  // the ids of the texts
  std::uint64_t other;
  std::uint32_t at;
  std::uint32_t other_at;
  std::uint32_t length;
};

// Is told what ContentPolicy finds out, in the engine.
class PartObserver {
 public:
  PartObserver() = default;
  PartObserver(const PartObserver&) = delete;
  PartObserver& operator=(const PartObserver&) = delete;
  virtual ~PartObserver() = default;

  virtual void OnPart(const ExplainedPart& part) = 0;
  virtual void OnRun(const ExplainedRun& run) = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_PART_OBSERVER_H_
