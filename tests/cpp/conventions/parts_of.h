#ifndef SPANLOOM_TESTS_CONVENTIONS_PARTS_OF_H_
#define SPANLOOM_TESTS_CONVENTIONS_PARTS_OF_H_

#include <string>
#include <vector>

#include "conventions/parts.h"
#include "structure/json_tree.h"

namespace spanloom::testing {

// Returns a node as it was written; of a string, what it says.
inline std::string Written(const JsonTree& tree, std::uint32_t index, const std::string& json) {
  const JsonNode& node = tree.nodes()[index];
  if (node.type == JsonType::kString) return std::string(tree.Text(node));
  std::uint32_t around = index;
  while (around != kNone && !tree.nodes()[around].is_embedded) around = tree.nodes()[around].parent;
  if (around == kNone) return json.substr(node.source_start, node.source_end - node.source_start);
  const JsonNode& string = tree.nodes()[tree.nodes()[around].parent];
  return std::string(tree.Text(string))
      .substr(node.source_start - string.text_start, node.source_end - node.source_start);
}

// Returns the parts of a value as they were written. Those of a system prompt begin with "system: ".
inline std::vector<std::string> PartsOf(const std::string& json, bool is_message = false) {
  JsonTree tree;
  if (!tree.ReadJson(json)) tree.ReadText(json);
  Array<ContentPart> parts;
  FindParts(tree, is_message, parts);
  std::vector<std::string> written;
  for (const ContentPart& part : parts) {
    const std::string text = Written(tree, part.node, json);
    written.push_back(part.author == Author::kSystem ? "system: " + text : text);
  }
  return written;
}

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_CONVENTIONS_PARTS_OF_H_
