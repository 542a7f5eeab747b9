#ifndef SPANLOOM_LINKS_USE_H_
#define SPANLOOM_LINKS_USE_H_

#include <cstdint>

#include "base/none.h"
#include "log/records.h"

namespace spanloom {

// A span had an object in its input or output: where in the value, and from which producer.
struct Use {
  std::uint32_t next;      // an older use of the same object; in the overflow map: another use of the same span
  std::uint32_t seq;       // when, in the trace's logical time; 0 once the use is dropped
  std::uint32_t object;    // index in the object table
  std::uint32_t span;      // index in the span tree
  std::uint32_t parent;    // the use of its container; kNone for a whole value
  std::uint32_t key;       // its key in the container: kNone, kIndexKey | index, kInterned | string, or a KeyTable key
  std::uint32_t producer;  // the span it is attributed to, or kNone
  Side side;
  Side producer_side;
  bool is_whole;
  bool is_partial : 1;  // the string contains text of the remote span, and is no value of it
  bool is_origin : 1;   // what is inside it came to the remote span inside it, whatever is around it
};
static_assert(sizeof(Use) == 32);

// Refers to a use that may be dropped later. The index can be reused; a reused entry has a higher `seq`.
struct UseRef {
  std::uint32_t index = kNone;
  std::uint32_t seq = 0;

  bool operator==(const UseRef&) const = default;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_USE_H_
