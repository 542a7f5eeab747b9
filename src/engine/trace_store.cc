#include "engine/trace_store.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <limits>
#include <utility>

namespace spanloom {
namespace {

constexpr std::size_t kMaxSpare = 64;
constexpr std::size_t kKeptEntries = 64;
// The id of what holds empty envelopes. No trace has it.
constexpr TraceId kNoTrace{};

// Of max_bytes, for traces that wait.
constexpr double kWaitingShare = 0.75;

// What a trace costs besides its spans: the entry, the entry of the map, tables for a few spans.
constexpr std::size_t kTraceBytes = 1024;

bool IsEndedRoot(const SpanHead& head) { return head.parent_id == SpanId{} && head.end_nanos != 0; }

}  // namespace

TraceStore::TraceStore(const LinkerOptions& options, Envelopes& envelopes, Listener& listener, LinkerStats& stats)
    : options_(options), envelopes_(envelopes), listener_(listener), stats_(stats) {}

void TraceStore::BeginRequest(double now) {
  now_ = std::max(now_, now);
  Traces& passing = List(TraceState::kPassing);
  while (!passing.empty() && static_cast<double>(Held()) > options_.max_bytes) {
    stats_.dropped_spans += passing.front().span_count;
    Remove(passing.front(), true);
  }
}

StoredTrace* TraceStore::Find(const TraceId& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &*found->second;
}

// Returns the trace, which may be new.
StoredTrace& TraceStore::Open(const TraceId& id) {
  const auto [entry, is_new] = by_id_.try_emplace(id);
  if (!is_new) return *entry->second;
  if (spare_.empty()) spare_.emplace_back();
  const TraceState state = id == kNoTrace || taken_.Has(id) ? TraceState::kPassing : TraceState::kRootless;
  List(state).splice(List(state).end(), spare_, spare_.begin());
  entry->second = std::prev(List(state).end());
  StoredTrace& trace = *entry->second;
  trace.id = id;
  trace.state = state;
  Count(trace, kTraceBytes);
  return trace;
}

void TraceStore::Count(StoredTrace& trace, std::size_t bytes) {
  trace.bytes += bytes;
  bytes_ += bytes;
  if (trace.state == TraceState::kPassing) passing_bytes_ += bytes;
}

void TraceStore::Move(StoredTrace& trace, TraceState state) {
  List(state).splice(List(state).end(), List(trace.state), by_id_.find(trace.id)->second);
  trace.state = state;
}

// Something came for a trace that waits: it is not complete any more, and has to be linked again.
void TraceStore::Touch(StoredTrace& trace) {
  listener_.OnChange(trace);
  trace.last_came = now_;
  trace.is_linked = false;
  bytes_ -= trace.links.size();
  trace.bytes -= trace.links.size();
  trace.links.Clear();
  Move(trace, trace.has_root ? TraceState::kRooted : TraceState::kRootless);
}

void TraceStore::Append(StoredTrace& trace, StoredSpan span) {
  span.bytes = trace.content.Copy(span.bytes);
  span.arrival = trace.version = ++arrivals_;
  envelopes_.Retain(span.envelope);
  trace.spans.Add(span);
  Count(trace, span.bytes.size() + sizeof span);
}

void TraceStore::AddSpan(const SpanHead& head, std::string_view bytes, Encoding encoding, std::uint32_t envelope) {
  ++stats_.spans;
  StoredTrace& trace = Open(head.trace_id);
  StoredSpan span;
  span.head = head;
  span.bytes = bytes;
  span.envelope = envelope;
  span.encoding = encoding;
  if (trace.state == TraceState::kPassing) {
    ++stats_.late_spans;
  } else {
    trace.has_root |= IsEndedRoot(head);
    Touch(trace);
    span.is_duplicate = trace.SpanIndex(head.span_id) != kNone;
    if (span.is_duplicate) {
      ++stats_.duplicate_spans;
    } else {
      trace.by_id.Put(KeyOf(head.span_id), static_cast<std::uint32_t>(trace.spans.size()));
    }
  }
  ++trace.span_count;
  Append(trace, span);
  EvictBeyondLimits(trace);
}

void TraceStore::AddLog(const SpanHead& head, std::string_view bytes, Encoding encoding) {
  ++stats_.logs;
  const StoredTrace* known = Find(head.trace_id);
  if (known == nullptr ? taken_.Has(head.trace_id) : known->state == TraceState::kPassing) {
    ++stats_.dropped_logs;
    return;
  }
  StoredTrace& trace = Open(head.trace_id);
  Touch(trace);
  trace.version = ++arrivals_;
  const StoredLog log{head.span_id, trace.content.Copy(bytes), encoding};
  trace.logs.Add(log);
  Count(trace, bytes.size() + sizeof log);
  EvictBeyondLimits(trace);
}

void TraceStore::AddEmptyEnvelope(std::uint32_t envelope) {
  StoredSpan span;
  span.envelope = envelope;
  span.is_envelope = true;
  Append(Open(kNoTrace), span);
}

void TraceStore::EvictBeyondLimits(StoredTrace& changed) {
  if (changed.state != TraceState::kPassing && static_cast<double>(changed.bytes) > options_.max_trace_bytes) {
    Evict(changed);
  }
  while (IsTooMuchWaiting()) {
    StoredTrace* oldest = Oldest();
    if (oldest == nullptr) return;
    Evict(*oldest);
  }
}

bool TraceStore::IsTooMuchWaiting() const {
  const std::size_t count = by_id_.size() - lists_.back().size();
  return count > options_.max_traces ||
         static_cast<double>(Held() - passing_bytes_) > options_.max_bytes * kWaitingShare;
}

// Of the traces that wait, the one to which nothing came for the longest time; nullptr if there is none.
StoredTrace* TraceStore::Oldest() {
  StoredTrace* oldest = nullptr;
  for (Traces& list : lists_) {
    if (list.empty() || list.front().state == TraceState::kPassing) continue;
    if (oldest == nullptr || list.front().version < oldest->version) oldest = &list.front();
  }
  return oldest;
}

void TraceStore::Evict(StoredTrace& trace) {
  if (trace.span_count == 0) return Remove(trace, false);
  listener_.OnChange(trace);
  if (!trace.is_linked) {
    ++stats_.evicted_traces;
    stats_.evicted_spans += trace.span_count;
    stats_.dropped_logs += static_cast<double>(trace.logs.size());
    trace.logs.Clear(kKeptEntries);
  }
  Move(trace, TraceState::kPassing);
  passing_bytes_ += trace.bytes;
}

void TraceStore::Complete(double now, bool all) {
  now_ = std::max(now_, now);
  const auto due = [&](const Traces& list, double grace) {
    return list.empty() ? std::numeric_limits<double>::infinity() : list.front().last_came + grace;
  };
  Traces& rooted = List(TraceState::kRooted);
  Traces& rootless = List(TraceState::kRootless);
  while (!rooted.empty() || !rootless.empty()) {
    const double rooted_due = due(rooted, options_.grace);
    const double rootless_due = due(rootless, options_.grace * kRootlessFactor);
    if (!all && std::min(rooted_due, rootless_due) > now_) return;
    StoredTrace& trace =
        rootless.empty() || (!rooted.empty() && rooted_due <= rootless_due) ? rooted.front() : rootless.front();
    if (trace.span_count == 0) {
      Remove(trace, false);
    } else {
      Move(trace, trace.is_linked ? TraceState::kLinked : TraceState::kComplete);
    }
  }
}

StoredTrace* TraceStore::NextToLink() {
  Traces& complete = List(TraceState::kComplete);
  return complete.empty() ? nullptr : &complete.front();
}

void TraceStore::SetLinked(StoredTrace& trace) {
  assert(trace.state != TraceState::kPassing);
  if (trace.is_linked) return;
  trace.is_linked = true;
  Count(trace, trace.links.size());
  if (trace.state == TraceState::kComplete) Move(trace, TraceState::kLinked);
}

void TraceStore::Remove(StoredTrace& trace, bool is_taken) {
  listener_.OnChange(trace);
  if (is_taken && trace.id != kNoTrace) taken_.Add(trace.id);
  for (const StoredLog& log : trace.logs) stats_.dropped_logs += trace.SpanIndex(log.span_id) == kNone;
  for (const StoredSpan& span : trace.spans) envelopes_.Release(span.envelope);
  bytes_ -= trace.bytes;
  if (trace.state == TraceState::kPassing) passing_bytes_ -= trace.bytes;
  const auto entry = by_id_.find(trace.id);
  spare_.splice(spare_.begin(), List(trace.state), entry->second);
  by_id_.erase(entry);
  trace.Clear();
  if (spare_.size() > kMaxSpare) spare_.pop_back();
}

void TraceStore::AddWaiting(LinkerStats& stats) const {
  for (const Traces& list : lists_) {
    for (const StoredTrace& trace : list) {
      if (trace.id == kNoTrace) continue;
      ++stats.waiting_traces;
      stats.waiting_spans += trace.span_count;
    }
  }
  stats.waiting_bytes = static_cast<double>(Held());
}

}  // namespace spanloom
