#include "spans/trace_table.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace spanloom {
namespace {

using State = Trace::State;

constexpr double kGraceMicros = 1e6;
constexpr std::size_t kMaxDone = 64;
constexpr std::size_t kMaxIdOnly = 1024;
constexpr std::size_t kMaxSpare = 32;

}  // namespace

TraceTable::TraceTable(std::uint32_t max_traces, std::uint64_t max_bytes, LinkLimits& limits)
    : max_traces_(std::max(max_traces, std::uint32_t{1})), max_bytes_(max_bytes), limits_(limits) {}

TraceTable::~TraceTable() {
  for (const Trace* trace : traces_) delete trace;
  for (const TraceLinks* links : spare_) delete links;
}

void TraceTable::Add(std::uint32_t number, const TraceId& id) {
  const std::uint64_t key = std::uint64_t{number} + 1;
  if (Trace* known = Find(number)) {
    if (known->state == State::kIdOnly) known->id = id;
    return;
  }
  if (Count(State::kIdOnly) >= kMaxIdOnly) {
    Trace& oldest = *Oldest(State::kIdOnly);
    const std::uint64_t old_key = std::uint64_t{oldest.number} + 1;
    free_.Add(by_number_.Find(old_key));
    by_number_.Erase(old_key);
    Unlink(oldest);
  }
  if (free_.empty()) {
    free_.Add(static_cast<std::uint32_t>(traces_.size()));
    traces_.Add(new Trace());
  }
  const std::uint32_t index = free_.PopBack();
  by_number_.Put(key, index);
  Trace& trace = *traces_[index];
  trace.number = number;
  trace.id = id;
  trace.open_spans = 0;
  trace.bytes = 0;
  Append(trace, State::kIdOnly);
}

Trace* TraceTable::Find(std::uint32_t number) {
  const std::uint32_t index = by_number_.Find(std::uint64_t{number} + 1);
  return index == kNone ? nullptr : traces_[index];
}

void TraceTable::AddTables(Trace& trace) {
  if (trace.links == nullptr) {
    trace.links.reset(spare_.empty() ? new TraceLinks(pool_, limits_) : spare_.PopBack());
  }
}

void TraceTable::Prepare(Trace& trace, double now) {
  MakeRoomForValue(trace);
  AddTables(trace);
  if (trace.open_spans > 0) return;
  MakeLive(trace);
  trace.done_at = now;
  Move(trace, State::kDone);
}

void TraceTable::SpanStarted(Trace& trace) {
  AddTables(trace);
  if (trace.state == State::kIdOnly || trace.state == State::kDone) MakeLive(trace);
  ++trace.open_spans;
}

void TraceTable::SpanEnded(Trace& trace, double now) {
  assert(trace.open_spans > 0);
  if (--trace.open_spans > 0) return;
  trace.done_at = now;
  if (trace.state == State::kEvicted) {
    FreeTables(trace);
  } else {
    Move(trace, State::kDone);
  }
}

void TraceTable::MakeRoomForValue(Trace& trace) {
  while (evidence_bytes() > max_bytes_ && Count(State::kLive) + Count(State::kDone) > 0) DropOldest();
  if (trace.state == State::kEvicted) MakeLive(trace);
}

void TraceTable::MakeLive(Trace& trace) {
  Unlink(trace);
  if (Count(State::kLive) + Count(State::kDone) >= max_traces_) DropOldest();
  Append(trace, State::kLive);
}

// Frees the evidence of one trace.
void TraceTable::DropOldest() {
  if (Count(State::kDone) > 0) {
    FreeTables(*Oldest(State::kDone));
    return;
  }
  Trace& oldest = *Oldest(State::kLive);
  oldest.links->DropEvidence();
  UpdateBytes(oldest);
  Move(oldest, State::kEvicted);
}

void TraceTable::UpdateBytes(Trace& trace) {
  bytes_ -= trace.bytes;
  trace.bytes = trace.links->bytes();
  bytes_ += trace.bytes;
}

void TraceTable::Expire(double now) {
  while (Count(State::kDone) > 0) {
    Trace& oldest = *Oldest(State::kDone);
    const bool has_time = now - oldest.done_at < kGraceMicros;
    if (has_time && Count(State::kDone) <= kMaxDone) return;
    FreeTables(oldest);
  }
}

void TraceTable::FreeTables(Trace& trace) {
  trace.links->Clear();
  UpdateBytes(trace);
  if (spare_.size() < kMaxSpare) spare_.Add(trace.links.release());
  trace.links.reset();
  Move(trace, State::kIdOnly);
}

void TraceTable::Move(Trace& trace, State state) {
  Unlink(trace);
  Append(trace, state);
}

void TraceTable::Append(Trace& trace, State state) {
  const auto at = static_cast<std::size_t>(state);
  List& list = lists_[at];
  trace.state = state;
  trace.before = list.last;
  trace.after = nullptr;
  (list.last == nullptr ? list.first : list.last->after) = &trace;
  list.last = &trace;
  ++count_[at];
}

void TraceTable::Unlink(Trace& trace) {
  const auto at = static_cast<std::size_t>(trace.state);
  List& list = lists_[at];
  (trace.before == nullptr ? list.first : trace.before->after) = trace.after;
  (trace.after == nullptr ? list.last : trace.after->before) = trace.before;
  --count_[at];
}

}  // namespace spanloom
