#include "links/span_tree.h"

#include <cassert>
#include <utility>

namespace spanloom {

std::uint32_t SpanTree::Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                              StepKind step_kind, std::uint32_t now) {
  const std::uint32_t span = nodes_.Allocate();
  nodes_[span] = {{}, id, number, fn, parent, span, 0, now, 0, 1, kNone, 0, kNone, step_kind, 0, true, false};
  if (parent == kNone) return span;

  // Jump pointers: two jumps of equal length are joined into one. E. W. Myers, "An applicative random-access stack"
  // (1983).
  SpanNode& upper = nodes_[parent];
  upper.has_children = true;
  const SpanNode& target = nodes_[upper.jump];
  const bool joins = upper.depth - target.depth == target.depth - nodes_[target.jump].depth;
  nodes_[span].jump = joins ? target.jump : parent;
  nodes_[span].depth = upper.depth + 1;
  Retain(parent);
  return span;
}

void SpanTree::End(std::uint32_t span, std::uint32_t now) {
  assert(nodes_[span].is_open);
  nodes_[span].is_open = false;
  nodes_[span].ended_at = now;
  // The list of ended spans takes over the reference of the open span.
  const std::uint32_t forgotten = std::exchange(ended_[next_ended_], span);
  next_ended_ = (next_ended_ + 1) % kMaxEnded;
  if (forgotten != kNone) Release(forgotten);
}

std::uint32_t SpanTree::FindEnded(std::uint32_t number) const {
  for (const std::uint32_t span : ended_) {
    if (span != kNone && nodes_[span].number == number) return span;
  }
  return kNone;
}

bool SpanTree::IsAncestor(std::uint32_t upper, std::uint32_t lower) const {
  const std::uint32_t depth = nodes_[upper].depth;
  if (nodes_[lower].depth <= depth) return false;
  while (nodes_[lower].depth > depth) {
    const SpanNode& node = nodes_[lower];
    lower = nodes_[node.jump].depth >= depth ? node.jump : node.parent;
  }
  return lower == upper;
}

void SpanTree::Release(std::uint32_t span) {
  while (span != kNone && --nodes_[span].refs == 0) {
    const std::uint32_t parent = nodes_[span].parent;
    nodes_.Free(span);
    span = parent;
  }
}

void SpanTree::Clear() {
  nodes_.Clear();
  ended_.fill(kNone);
  next_ended_ = 0;
}

#if SPANLOOM_ENGINE
std::uint32_t SpanTree::CommonDepth(std::uint32_t one, std::uint32_t other) const {
  while (one != other) {
    std::uint32_t& deeper = nodes_[one].depth >= nodes_[other].depth ? one : other;
    deeper = nodes_[deeper].parent;
    if (deeper == kNone) return kNone;
  }
  return nodes_[one].depth;
}
#endif

}  // namespace spanloom
