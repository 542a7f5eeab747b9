#include "policy/content_rules.h"

#include <algorithm>
#include <string_view>

namespace spanloom {
namespace {

// A digit makes a label more than a word: two equal ones are rarely chance.
bool HasDigit(const JsonTree& tree, const JsonNode& node) {
  const std::string_view text = tree.Text(node);
  const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  return node.type == JsonType::kNumber || std::any_of(text.begin(), text.end(), is_digit);
}

}  // namespace

bool IsContainer(const JsonNode& node) { return node.type == JsonType::kArray || node.type == JsonType::kObject; }

bool IsEvidence(const JsonNode& node, bool is_whole) {
  switch (node.type) {
    case JsonType::kNull:
    case JsonType::kBool: return false;
    case JsonType::kNumber: return node.own_letters >= kMinIdLetters;
    case JsonType::kString: return node.own_letters >= kMinLabelLetters;
    case JsonType::kArray:
    case JsonType::kObject:
      return node.own_letters + node.key_letters >= kMinTreeLetters &&
             node.own_letters >= (is_whole ? 1 : kMinValueLetters);
  }
  return false;
}

bool IsLabel(const JsonNode& node, const TextLengths& lengths) {
  return !IsContainer(node) && node.own_letters < lengths.run;
}

bool IsWhollyJson(const JsonTree& tree, std::uint32_t node) {
  const Array<JsonNode>& nodes = tree.nodes();
  const std::uint32_t end = nodes[node].end;
  const bool has_one_child = end > node + 1 && nodes[node + 1].end == end;
  return has_one_child && nodes[node + 1].is_all_of_text;
}

ContentTraits TraitsOf(const JsonTree& tree, std::uint32_t index, bool is_whole, const TextLengths& lengths) {
  const JsonNode& node = tree.nodes()[index];
  ContentTraits traits;
  traits.is_content = true;
  traits.is_label = IsLabel(node, lengths);
  traits.is_short = !IsContainer(node) && node.own_letters < kMinLeafLetters;
  traits.has_digit = traits.is_short && HasDigit(tree, node);
  traits.is_id = traits.has_digit && node.type == JsonType::kString && node.own_letters >= kMinIdLetters;
  traits.is_whole = is_whole;
  return traits;
}

}  // namespace spanloom
