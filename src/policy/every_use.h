#ifndef SPANLOOM_POLICY_EVERY_USE_H_
#define SPANLOOM_POLICY_EVERY_USE_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"

namespace spanloom {

// The policy `every-use`: whole values only, and every earlier use of an object links to every later one. What the
// Python original did, within kMaxLinksPerSpan: of an object's uses those are kept that came first, so that a value
// costs no more however many there are.
class EveryUsePolicy {
 public:
  void AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value);

 private:
  Array<std::uint32_t> earlier_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_EVERY_USE_H_
