#ifndef SPANLOOM_CONVENTIONS_PARTS_H_
#define SPANLOOM_CONVENTIONS_PARTS_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "structure/json_tree.h"

namespace spanloom {

// Who wrote a message that holds a part.
enum class Author : std::uint8_t { kNobody, kSystem, kUser, kModel, kTool };

// A part of a value that is evidence by itself: a subtree that holds content only.
struct ContentPart {
  std::uint32_t node;
  Author author;
};

// Finds the parts of a value. Messages, and answers of LLM APIs, are taken apart: their content, arguments and results
// are parts, whereas roles, ids, names of models and definitions of tools are none, because they recur everywhere.
// Recognises the shapes of OpenAI, Anthropic, Gemini, the AI SDK, LangChain and the GenAI conventions by the names of
// their members; docs/conventions.md has them. Any other value is one part; a container with a single member, apart
// from empty ones, stands for that member. Replaces `parts`, which are in the order of the tree and do not overlap.
// O(nodes).
void FindParts(const JsonTree& tree, Array<ContentPart>& parts);

// Returns the author that a role stands for ("assistant", "human"), or kNobody.
Author AuthorOfRole(std::string_view role);

// Whether a member of a message is content: "content" is, "role" and "id" are not.
bool IsContentMember(std::string_view name);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_PARTS_H_
