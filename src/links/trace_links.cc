#include "links/trace_links.h"

#include <algorithm>
#include <cassert>

namespace spanloom {
namespace {

// The number of ancestors that are searched for a use in the overflow map.
constexpr std::uint32_t kMaxAncestors = 1024;

// The number of nested lists around a value that are searched for a name.
constexpr std::uint32_t kMaxLists = 4;

std::uint64_t OverflowKey(std::uint32_t object, std::uint32_t span, Side side) {
  return std::uint64_t{1} << 63 | std::uint64_t{object} << 33 | std::uint64_t{side == Side::kInput} << 32 | span;
}

}  // namespace

std::uint32_t TraceLinks::Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                                StepKind step_kind) {
  return spans_.Start(id, number, parent, fn, step_kind, ++now_);
}

void TraceLinks::End(std::uint32_t span) {
  for (std::uint32_t use = spans_[span].parked; use != kNone;) {
    const std::uint32_t next = uses_[use].next;
    overflow_.Erase(OverflowKey(uses_[use].object, span, uses_[use].side));
    ++limits_.dropped;
    Free(use);
    use = next;
  }
  spans_[span].parked = kNone;
  spans_.End(span, ++now_);
}

std::uint32_t TraceLinks::AddRemote(const SpanId& id, std::uint32_t parent, std::uint32_t number) {
  return spans_.AddRemote(id, parent, number, ++now_);
}

std::uint32_t TraceLinks::RetainCaller(std::uint32_t number, const SpanId& id) {
  std::uint32_t caller = spans_.FindCaller(number);
  if (caller == kNone) caller = spans_.FindById(id);
  if (caller == kNone) return AddRemote(id, kNone, 0);
  spans_.Retain(caller);
  return caller;
}

std::uint32_t TraceLinks::FindOrAddObject(std::uint64_t object) {
  const std::uint32_t index = objects_.FindOrAdd(object);
  // At least two chunks stay, so the new object is not among the oldest.
  if (objects_.size() > std::max(limits_.objects, 2 * ObjectTable::kPerChunk)) DropOldestObjects();
  return index;
}

std::uint32_t& TraceLinks::Newest(std::uint32_t object, Side side) {
  return side == Side::kOutput ? objects_[object].outputs : objects_[object].inputs;
}

UseRef TraceLinks::AddUse(const Use& use) {
  const std::uint32_t known = FindUse(use.object, use.span, use.side);
  if (known != kNone) {
    Use& first = uses_[known];
    if (use.is_whole && !first.is_whole) {
      first.is_whole = true;
      first.is_partial = false;
      first.parent = kNone;
      first.key = use.key;
    }
    return {known, first.seq};
  }
  assert(objects_.Contains(use.object) && (spans_[use.span].is_open || spans_[use.span].is_remote || use.is_partial));
  const std::uint32_t index = uses_.Allocate();
  uses_[index] = use;
  uses_[index].seq = ++now_;
  std::uint32_t& newest = Newest(use.object, use.side);
  uses_[index].next = newest;
  newest = index;
  spans_.Retain(use.span);
  if (use.side == Side::kInput) spans_[use.span].has_input = true;
  if (use.producer != kNone) spans_.Retain(use.producer);
  TrimUses(use.object, use.side);
  return {index, now_};
}

void TraceLinks::SetContainer(UseRef member, UseRef container, std::uint32_t key) {
  if (!IsLive(member) || !IsLive(container)) return;
  Use& use = uses_[member.index];
  if (use.is_whole || use.parent != kNone || use.span != uses_[container.index].span) return;
  use.parent = container.index;
  use.key = key;
  // As if the message had said it now for the first time; see ParentOf().
  if (use.seq < container.seq) use.seq = ++now_;
}

// If the list of an object is too long, drops its surplus use, or moves it to the overflow map.
void TraceLinks::TrimUses(std::uint32_t object, Side side) {
  std::uint32_t last = Newest(object, side);
  for (std::uint32_t i = 1; i < limits_.uses_per_side; ++i) {
    last = uses_[last].next;
    if (last == kNone) return;
  }
  std::uint32_t surplus = uses_[last].next;
  if (surplus == kNone) return;
  if (limits_.keeps_oldest) {
    surplus = Newest(object, side);
    Newest(object, side) = uses_[surplus].next;
  } else {
    uses_[last].next = kNone;
  }
  const SpanNode& span = spans_[uses_[surplus].span];
  if (limits_.keeps_oldest || (side == Side::kInput && (span.is_open || span.is_remote))) {
    MoveToOverflow(surplus);
  } else {
    ++limits_.dropped;
    Free(surplus);
  }
}

void TraceLinks::MoveToOverflow(std::uint32_t use) {
  SpanNode& span = spans_[uses_[use].span];
  uses_[use].next = span.parked;
  span.parked = use;
  objects_[uses_[use].object].has_overflow = 1;
  overflow_.Put(OverflowKey(uses_[use].object, uses_[use].span, uses_[use].side), use);
}

std::uint32_t TraceLinks::FindUse(std::uint32_t object, std::uint32_t span, Side side) const {
  const Object& entry = objects_[object];
  for (std::uint32_t use = side == Side::kOutput ? entry.outputs : entry.inputs; use != kNone; use = uses_[use].next) {
    if (uses_[use].span == span && uses_[use].side == side) return use;
  }
  return entry.has_overflow != 0 ? overflow_.Find(OverflowKey(object, span, side)) : kNone;
}

std::uint32_t TraceLinks::FindNearestAncestorInput(std::uint32_t object, std::uint32_t span) const {
  const Object& entry = objects_[object];
  std::uint32_t nearest = kNone;
  for (std::uint32_t use = entry.inputs; use != kNone; use = uses_[use].next) {
    const std::uint32_t other = uses_[use].span;
    const bool is_nearer = nearest == kNone || spans_[other].depth > spans_[uses_[nearest].span].depth;
    if (is_nearer && spans_.IsAncestor(other, span)) nearest = use;
  }
  if (entry.has_overflow == 0) return nearest;
  const std::uint32_t end = nearest == kNone ? kNone : uses_[nearest].span;
  std::uint32_t left = kMaxAncestors;
  for (std::uint32_t upper = spans_[span].parent; upper != end && left > 0; upper = spans_[upper].parent, --left) {
    const std::uint32_t parked = overflow_.Find(OverflowKey(object, upper, Side::kInput));
    if (parked != kNone) return parked;
  }
  return nearest;
}

std::uint32_t TraceLinks::ParentOf(const Use& use) const {
  if (use.parent == kNone || !uses_.Contains(use.parent)) return kNone;
  const std::uint32_t seq = uses_[use.parent].seq;
  return seq != 0 && seq < use.seq ? use.parent : kNone;
}

std::uint32_t TraceLinks::NameOf(const Use& use) const {
  const auto is_name = [](std::uint32_t key) { return (key & (kInterned | kIndexKey)) != kIndexKey && key != kNone; };
  if (is_name(use.key)) return use.key;
  std::uint32_t left = kMaxLists;
  for (std::uint32_t at = ParentOf(use); at != kNone && left > 0; at = ParentOf(uses_[at]), --left) {
    if (is_name(uses_[at].key)) return uses_[at].key;
  }
  return kNone;
}

void TraceLinks::Free(std::uint32_t use) {
  spans_.Release(uses_[use].span);
  if (uses_[use].producer != kNone) spans_.Release(uses_[use].producer);
  uses_[use].seq = 0;
  uses_.Free(use);
}

void TraceLinks::FreeList(std::uint32_t use) {
  while (use != kNone) {
    const std::uint32_t next = uses_[use].next;
    Free(use);
    use = next;
  }
}

void TraceLinks::DropOldestObjects() {
  objects_.DropOldest([this](const Object& object) {
    ++limits_.dropped;
    FreeList(object.outputs);
    FreeList(object.inputs);
  });
}

void TraceLinks::DropEvidence() {
  limits_.dropped += objects_.size();
  limits_.texts.dropped += texts_.size();
  for (std::uint32_t use = 0; uses_.Contains(use); ++use) {
    if (uses_[use].seq == 0) continue;
    spans_[uses_[use].span].parked = kNone;
    Free(use);
  }
  ClearEvidence();
}

void TraceLinks::Clear() {
  ClearEvidence();
  spans_.Clear();
}

void TraceLinks::ClearEvidence() {
  texts_.Clear();
  excerpts_.Clear();
  records_.Clear();
  roots_.Clear();
  uses_.Clear();
  objects_.Clear();
  keys_.Clear();
  overflow_.Clear();
}

}  // namespace spanloom
