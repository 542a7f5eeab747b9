#ifndef SPANLOOM_POLICY_EVERY_USE_H_
#define SPANLOOM_POLICY_EVERY_USE_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"

namespace spanloom {

// The policy `every-use`: whole values only, and every earlier use of an object links to every later one. These are the
// rules of ddtrace's prototype of span links (a pull request to DataDog/dd-trace-py), within kMaxLinksPerSpan. The
// oldest uses of an object are kept, so that a value costs the same however many there are. Not thread-safe.
class EveryUsePolicy {
 public:
  // Adds a value of the open span `span`. O(kMaxLinksPerSpan).
  void AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value);

 private:
  Array<std::uint32_t> earlier_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_EVERY_USE_H_
