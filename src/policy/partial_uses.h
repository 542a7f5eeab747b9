#ifndef SPANLOOM_POLICY_PARTIAL_USES_H_
#define SPANLOOM_POLICY_PARTIAL_USES_H_

#include <cstdint>

#include "links/trace_links.h"

namespace spanloom {

// Returns the partial use of an object after `use`, or the first one for kNone, whose remote span may be a producer for
// `side` of `span`; kNone if there is none. A string that contains text of several spans belongs to all of them. O(uses
// per side * log depth).
std::uint32_t NextPartial(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                          std::uint32_t use);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_PARTIAL_USES_H_
