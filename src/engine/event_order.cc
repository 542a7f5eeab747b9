#include "engine/event_order.h"

#include <algorithm>

namespace spanloom {
namespace {

constexpr std::uint64_t kMilli = 1000000;
constexpr std::uint64_t kLateEnd = 2 * kMilli;  // how much later than its parent a child may seem to end
constexpr std::size_t kKeptEntries = 4096;

// The events of a span, as indexes of nodes.
std::uint32_t BeginOf(std::uint32_t span) { return 2 * span; }
std::uint32_t EndOf(std::uint32_t span) { return 2 * span + 1; }

bool IsRounded(const TimedSpan& span) { return span.start_nanos % kMilli == 0; }

// Whether starts are rounded, or some are full milliseconds by chance, which one in a thousand is.
bool HasRoundedStarts(const Array<TimedSpan>& spans) {
  const auto rounded = static_cast<std::size_t>(std::count_if(spans.begin(), spans.end(), IsRounded));
  return rounded > 1 && rounded * 10 >= spans.size();
}

}  // namespace

const Array<SpanEvent>& EventOrder::Sort(Array<TimedSpan>& spans) {
  CutCycles(spans);
  const auto count = static_cast<std::uint32_t>(spans.size());
  nodes_.Fill(2 * std::size_t{count}, {0, 0, kNone, 0});
  edges_.Clear(kKeptEntries);
  heap_.Clear(kKeptEntries);
  events_.Clear(kKeptEntries);
  const bool rounds = HasRoundedStarts(spans);
  for (std::uint32_t i = 0; i < count; ++i) {
    const TimedSpan& span = spans[i];
    const bool is_rounded = rounds && IsRounded(span);
    Node& begin = nodes_[BeginOf(i)];
    begin.time = span.start_nanos + (is_rounded ? kMilli - 1 : 0);
    begin.tie = span.end_nanos;
    Node& end = nodes_[EndOf(i)];
    end.time = std::max(span.end_nanos, span.start_nanos);
    end.tie = span.end_nanos;
    AddEdge(BeginOf(i), EndOf(i));
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const TimedSpan& span = spans[i];
    if (span.parent != kNone) {
      AddEdge(BeginOf(span.parent), BeginOf(i));
      if (span.end_nanos <= spans[span.parent].end_nanos + kLateEnd) AddEdge(EndOf(i), EndOf(span.parent));
    }
    if (span.caused_by != kNone) AddEdge(EndOf(span.caused_by), BeginOf(i));
  }
  for (std::uint32_t event = 0; event < nodes_.size(); ++event) {
    if (nodes_[event].waits_for == 0) Push(event);
  }
  while (!heap_.empty()) {
    const std::uint32_t event = Pop();
    events_.Add({event / 2, event % 2 != 0});
    for (std::uint32_t at = nodes_[event].edges; at != kNone; at = edges_[at].next) {
      if (--nodes_[edges_[at].to].waits_for == 0) Push(edges_[at].to);
    }
  }
  // Wrong causes can make a cycle: then without them.
  if (events_.size() < nodes_.size()) {
    for (TimedSpan& span : spans) span.caused_by = kNone;
    return Sort(spans);
  }
  return events_;
}

void EventOrder::CutCycles(Array<TimedSpan>& spans) {
  marks_.Fill(spans.size(), 0);
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    std::uint32_t at = i;
    while (at != kNone && marks_[at] == 0) {
      marks_[at] = i + 1;
      const std::uint32_t parent = spans[at].parent;
      if (parent != kNone && marks_[parent] == i + 1) spans[at].parent = kNone;
      at = spans[at].parent;
    }
  }
}

void EventOrder::AddEdge(std::uint32_t before, std::uint32_t after) {
  edges_.Add({after, nodes_[before].edges});
  nodes_[before].edges = static_cast<std::uint32_t>(edges_.size()) - 1;
  ++nodes_[after].waits_for;
}

// By time; ends before begins at the same time, so that what ended is known to what begins; then what ends first.
bool EventOrder::IsBefore(std::uint32_t one, std::uint32_t other) const {
  if (nodes_[one].time != nodes_[other].time) return nodes_[one].time < nodes_[other].time;
  if (one % 2 != other % 2) return one % 2 != 0;
  if (nodes_[one].tie != nodes_[other].tie) return nodes_[one].tie < nodes_[other].tie;
  return one < other;
}

void EventOrder::Push(std::uint32_t event) {
  heap_.Add(event);
  std::push_heap(heap_.begin(), heap_.end(), [this](std::uint32_t a, std::uint32_t b) { return IsBefore(b, a); });
}

std::uint32_t EventOrder::Pop() {
  std::pop_heap(heap_.begin(), heap_.end(), [this](std::uint32_t a, std::uint32_t b) { return IsBefore(b, a); });
  return heap_.PopBack();
}

}  // namespace spanloom
