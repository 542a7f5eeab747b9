#ifndef SPANLOOM_POLICY_NODE_KEY_H_
#define SPANLOOM_POLICY_NODE_KEY_H_

#include <string_view>

#include "base/hash.h"
#include "links/key_table.h"
#include "log/reader.h"

namespace spanloom {

// Keys and places of the nodes of a value. All functions are O(length of the name).

// Returns the key of the root of a value: the index of an argument or item, or kNone for other values.
inline std::uint32_t RootKey(const ValueRecord& value) {
  const bool has_index = value.shape == Shape::kArgument || value.shape == Shape::kItem;
  return has_index ? kIndexKey | (value.index & kIndexMask) : kNone;
}

// Returns a key that stays valid after the drain; adds the name to `keys` if necessary.
inline std::uint32_t LastingKey(std::uint32_t key, KeyTable& keys, const Strings& strings) {
  const bool lasts = (key & (kInterned | kIndexKey)) != 0;
  return lasts ? key : keys.Add(strings[key]);
}

// Returns the hash of a name or an index, the same for names of JSON and of the log.
inline std::uint64_t KeyHash(std::string_view name) { return HashKey(name); }
inline std::uint64_t KeyHash(std::uint32_t key, const Strings& strings) {
  const bool is_index = key == kNone || (key & (kInterned | kIndexKey)) == kIndexKey;
  return is_index ? key : KeyHash(strings[key]);
}

// Returns the hash of the path to a node, given that of its container. The root has PlaceOf(0, hash of its key).
inline std::uint64_t PlaceOf(std::uint64_t around, std::uint64_t key_hash) { return MixBits(around ^ key_hash) + 1; }

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_NODE_KEY_H_
