#ifndef SPANLOOM_POLICY_FLOW_H_
#define SPANLOOM_POLICY_FLOW_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/part.h"

namespace spanloom {

// The policy `flow`: few and true edges. Each object in a value belongs to one producer (attribution.h), or to nobody;
// a member that its container's producer handed over inside that container adds no part of its own.
class FlowPolicy {
 public:
  // A value of `span`. O(nodes of the value).
  void AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value,
                const Strings& strings);

  // The span ends: marks the candidates that are loop-carried history. A link X -> Z is, when for every part of Z that
  // belongs to X an earlier call Y of Z's function had that part from X, or from one that X is around or in, and Y's
  // own output is in Z. O(parts, times log depth).
  static void MarkHistory(TraceLinks& links, std::uint32_t span, CandidateList& list);

 private:
  void Explain(const TraceLinks& links, CandidateList& list, const ValueRecord& value, const Strings& strings);

  Array<Match> matches_;
  Array<ExplainedPlace> explained_;
  Array<std::uint64_t> places_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_FLOW_H_
