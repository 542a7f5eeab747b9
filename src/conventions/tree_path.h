#ifndef SPANLOOM_CONVENTIONS_TREE_PATH_H_
#define SPANLOOM_CONVENTIONS_TREE_PATH_H_

#include <cstdint>

#include "base/bytes.h"
#include "structure/json_tree.h"

namespace spanloom {

// Appends the path from the root of a tree to a node: `.messages[0].content`. JSON inside a string adds nothing for the
// string itself. O(depth).
void AppendTreePath(const JsonTree& tree, std::uint32_t node, Bytes& out);

// Returns a hash that is equal for equal paths. O(depth).
std::uint64_t HashTreePath(const JsonTree& tree, std::uint32_t node);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_TREE_PATH_H_
