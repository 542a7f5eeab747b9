#ifndef SPANLOOM_POLICY_FLOW_H_
#define SPANLOOM_POLICY_FLOW_H_

#include "base/array.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/link_list.h"

namespace spanloom {

// The policy `flow`: few and true edges. Each object in a value belongs to one producer (attribution.h), or to nobody;
// a member that its container's producer handed over inside that container adds no part of its own.
class FlowPolicy {
 public:
  // A value of `span`. O(nodes of the value).
  void Note(TraceLinks& links, std::uint32_t span, LinkList& list, const ValueRecord& value, const Strings& strings);

  // The span ends: marks the candidates that are loop-carried history. A link X -> Z is, when for every part of Z that
  // belongs to X an earlier call Y of Z's function had that part from X too, and Y's own output is in Z. O(parts).
  static void MarkHistory(TraceLinks& links, std::uint32_t span, LinkList& list);

 private:
  // What was found out about a node of the value at hand, for the sake of its members.
  struct Met {
    UseRef use;
    UseRef source;  // the producer's use it was matched with
  };

  static std::uint32_t FindCovering(const TraceLinks& links, const Met& parent, std::uint32_t object);

  Array<Met> met_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_FLOW_H_
