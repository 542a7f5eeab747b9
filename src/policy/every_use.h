#ifndef SPANLOOM_POLICY_EVERY_USE_H_
#define SPANLOOM_POLICY_EVERY_USE_H_

#include "base/array.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/link_list.h"

namespace spanloom {

// The policy `every-use`: whole values only, and every earlier use of an object links to every later one. What the
// Python original did, and as costly: O(earlier uses of the object).
class EveryUsePolicy {
 public:
  void Note(TraceLinks& links, std::uint32_t span, LinkList& list, const ValueRecord& value);

 private:
  Array<std::uint32_t> earlier_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_EVERY_USE_H_
