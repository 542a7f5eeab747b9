#ifndef SPANLOOM_LINKS_USE_H_
#define SPANLOOM_LINKS_USE_H_

#include <cstdint>

#include "base/none.h"
#include "log/records.h"

namespace spanloom {

// That a span had an object on one of its sides, where in the value, and whom it had it from.
struct Use {
  std::uint32_t next;    // older use of the same object; once parked: another parked use of the same span
  std::uint32_t seq;     // when, in the trace's own count; 0 when the use is no more
  std::uint32_t object;  // index in the object table
  std::uint32_t span;    // index in the span tree
  std::uint32_t parent;  // the use that stood around it, kNone for a whole value
  std::uint32_t key;     // path from there: kNone, kIndexKey | index, kInterned | string, else a key of the trace's own
  std::uint32_t producer;  // span it was attributed to, kNone if to none
  Side side;
  Side producer_side;
  bool is_whole;
};
static_assert(sizeof(Use) == 32);

// A use that may have been dropped since: its place may hold another one, of a higher `seq`.
struct UseRef {
  std::uint32_t index = kNone;
  std::uint32_t seq = 0;

  bool operator==(const UseRef&) const = default;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_USE_H_
