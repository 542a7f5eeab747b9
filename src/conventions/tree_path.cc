#include "conventions/tree_path.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/hash.h"
#include "base/text_hash.h"
#include "links/path.h"

namespace spanloom {

void AppendTreePath(const JsonTree& tree, std::uint32_t node, Bytes& out) {
  constexpr std::size_t kMaxSteps = std::size_t{JsonTree::kMaxDepth} * (JsonTree::kMaxEmbeddings + 1);
  std::array<std::uint32_t, kMaxSteps> steps;
  std::size_t count = 0;
  const Array<JsonNode>& nodes = tree.nodes();
  for (std::uint32_t at = node; nodes[at].parent != kNone && count < kMaxSteps; at = nodes[at].parent) {
    if (!nodes[at].is_embedded) steps[count++] = at;
  }
  while (count > 0) {
    const JsonNode& step = nodes[steps[--count]];
    if (nodes[step.parent].type == JsonType::kObject) {
      AppendPathName(out, tree.Key(step));
    } else {
      AppendPathIndex(out, step.place);
    }
  }
}

std::uint64_t HashTreePath(const JsonTree& tree, std::uint32_t node) {
  std::uint64_t hash = 0;
  const Array<JsonNode>& nodes = tree.nodes();
  for (std::uint32_t at = node; nodes[at].parent != kNone; at = nodes[at].parent) {
    if (nodes[at].is_embedded) continue;
    const bool has_name = nodes[nodes[at].parent].type == JsonType::kObject;
    hash = MixBits(hash + (has_name ? HashText(tree.Key(nodes[at])) : nodes[at].place));
  }
  return hash;
}

}  // namespace spanloom
