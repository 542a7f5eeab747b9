#ifndef SPANLOOM_CONVENTIONS_PARTS_H_
#define SPANLOOM_CONVENTIONS_PARTS_H_

#include <cstdint>

#include "base/array.h"
#include "conventions/author.h"
#include "structure/json_tree.h"

namespace spanloom {

// A part of a value that is evidence by itself: a subtree that holds content only.
struct ContentPart {
  std::uint32_t node;
  Author author;
};

// Finds the parts of a value. Messages, and requests and answers of LLM APIs, are taken apart: their content, arguments
// and results are parts, whereas roles, ids, names of models and definitions of tools are none, because they recur
// everywhere. The names of members tell what is a message; docs/conventions.md has the shapes. Any other value is one
// part; a container with a single member, apart from empty ones, stands for that member. If `is_message`, the value is
// known to be a message, so that it needs no role. Replaces `parts`, which are in the order of the tree and do not
// overlap. O(nodes).
void FindParts(const JsonTree& tree, bool is_message, Array<ContentPart>& parts);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_PARTS_H_
