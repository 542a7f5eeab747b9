#ifndef SPANLOOM_POLICY_ATTRIBUTION_H_
#define SPANLOOM_POLICY_ATTRIBUTION_H_

#include <cstdint>

#include "links/trace_links.h"

namespace spanloom {

// Whom a part of a value belongs to, as the use it came from; kNone if to nobody. See DESIGN.md, 3.1.2.
// Both cost O(uses per side, squared, + log depth).

// For a part of an input of `span`. Values flow along the tree: of several spans that returned the object, an ancestor
// that has finished stands for its descendants; what came in through an ancestor's input is that ancestor's, unless
// somebody returned it since. Then a whole value ranks over a member, and the later over the earlier.
std::uint32_t AttributeInput(const TraceLinks& links, std::uint32_t object, std::uint32_t span);

// For a part of an output of `span`: the nearest descendant that returned it; then the whole value, then the latest.
std::uint32_t AttributeOutput(const TraceLinks& links, std::uint32_t object, std::uint32_t span);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_ATTRIBUTION_H_
