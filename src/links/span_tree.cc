#include "links/span_tree.h"

#include <cassert>
#include <utility>

namespace spanloom {

std::uint32_t SpanTree::Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                              StepKind step_kind, std::uint32_t now) {
  const std::uint32_t span = nodes_.Allocate();
  nodes_[span] = {{}, id, number, fn, parent, span, 0, now, 0, 1, kNone, 0, kNone, step_kind, 0, true, false};
  if (kHasContent && knows_ids_) AddId(span);
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
    if (kHasContent && knows_ids_) ForgetIds(span);
    nodes_.Free(span);
    span = parent;
  }
}

void SpanTree::Clear() {
  nodes_.Clear();
  ended_.fill(kNone);
  next_ended_ = 0;
  ids_.Clear();
  callers_.Clear();
  held_ = kNone;
  knows_ids_ = false;
}

std::uint32_t SpanTree::AddRemote(const SpanId& id, std::uint32_t parent, std::uint32_t number, std::uint32_t now) {
  KnowIds();
  const std::uint32_t span = Start(id, number, parent, 0, StepKind::kTask, now);
  SpanNode& node = nodes_[span];
  node.is_open = false;
  node.ended_at = now;
  node.is_remote = true;
  if (number != 0) callers_.Put(number, span);
  return span;
}

void SpanTree::Hold(std::uint32_t span) {
  Retain(span);
  Release(std::exchange(held_, span));
}

std::uint32_t SpanTree::FindById(const SpanId& id) {
  KnowIds();
  const std::uint64_t key = NumberOf(id);
  return key == 0 ? kNone : ids_.Find(key);
}

void SpanTree::Identify(std::uint32_t span, const SpanId& id) {
  KnowIds();
  ForgetIds(span);
  nodes_[span].id = id;
  nodes_[span].is_remote = true;
  AddId(span);
}

std::uint32_t SpanTree::NearestRemote(std::uint32_t span) const {
  std::uint32_t left = kMaxAncestors;
  do {
    span = nodes_[span].parent;
  } while (span != kNone && !nodes_[span].is_remote && --left > 0);
  return left > 0 ? span : kNone;
}

// A trace that stays in one process never needs the ids.
void SpanTree::KnowIds() {
  if (knows_ids_) return;
  knows_ids_ = true;
  for (std::uint32_t span = 0; nodes_.Contains(span); ++span) {
    if (nodes_[span].refs > 0) AddId(span);
  }
}

void SpanTree::AddId(std::uint32_t span) {
  const std::uint64_t key = NumberOf(nodes_[span].id);
  if (key != 0 && ids_.Find(key) == kNone) ids_.Put(key, span);
}

void SpanTree::ForgetIds(std::uint32_t span) {
  const SpanNode& node = nodes_[span];
  const std::uint64_t key = NumberOf(node.id);
  if (ids_.Find(key) == span) ids_.Erase(key);
  if (callers_.Find(node.number) == span) callers_.Erase(node.number);
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
