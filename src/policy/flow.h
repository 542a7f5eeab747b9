#ifndef SPANLOOM_POLICY_FLOW_H_
#define SPANLOOM_POLICY_FLOW_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/part.h"

namespace spanloom {

// The policy `flow`: few and true links. Each object in a value belongs to one producer, or to none; see attribution.h.
// A member that came inside a matched container adds no part of its own.
//
// One instance serves all traces of a session; it keeps only scratch memory between calls. Not thread-safe.
class FlowPolicy {
 public:
  // Adds the objects of one value of the open span `span`. O(nodes of the value).
  void AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value,
                const Strings& strings);

  // Call it when the span ends, before FinishLinks(). Marks the candidates that only repeat history: an agent's n-th
  // call of a model contains everything before it. A link X -> Z is history if, for every part of Z that belongs to X,
  // an earlier call Y of Z's function had that part from X (or from an ancestor or descendant of X), and Y's own output
  // is in Z. O(parts * log depth).
  static void MarkHistory(TraceLinks& links, std::uint32_t span, CandidateList& list);

 private:
  void Explain(const TraceLinks& links, CandidateList& list, const ValueRecord& value, const Strings& strings);

  Array<Match> matches_;
  Array<ExplainedPlace> explained_;
  Array<std::uint64_t> places_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_FLOW_H_
