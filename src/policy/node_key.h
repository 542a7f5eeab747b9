#ifndef SPANLOOM_POLICY_NODE_KEY_H_
#define SPANLOOM_POLICY_NODE_KEY_H_

#include "links/key_table.h"
#include "log/reader.h"

namespace spanloom {

// The key of a value's root: an argument or item stands at its index, the other values are all there is.
inline std::uint32_t RootKey(const ValueRecord& value) {
  const bool has_index = value.shape == Shape::kArgument || value.shape == Shape::kItem;
  return has_index ? kIndexKey | (value.index & kIndexMask) : kNone;
}

// A node's key in a form that outlives the drain.
inline std::uint32_t LastingKey(std::uint32_t key, KeyTable& keys, const Strings& strings) {
  const bool lasts = (key & (kInterned | kIndexKey)) != 0;
  return lasts ? key : keys.Add(strings[key]);
}

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_NODE_KEY_H_
