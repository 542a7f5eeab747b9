#ifndef SPANLOOM_POLICY_NODE_KEY_H_
#define SPANLOOM_POLICY_NODE_KEY_H_

#include <string_view>

#include "base/hash.h"
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

// The same for the same name or index, wherever that comes from.
inline std::uint64_t KeyHash(std::string_view name) { return HashKey(name); }
inline std::uint64_t KeyHash(std::uint32_t key, const Strings& strings) {
  const bool is_index = key == kNone || (key & (kInterned | kIndexKey)) == kIndexKey;
  return is_index ? key : KeyHash(strings[key]);
}

// A place in a value: that of the value itself is PlaceOf(0, hash of its key).
inline std::uint64_t PlaceOf(std::uint64_t around, std::uint64_t key_hash) { return MixBits(around ^ key_hash) + 1; }

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_NODE_KEY_H_
