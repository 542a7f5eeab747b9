#include "engine/linker.h"

#include <algorithm>

#include "base/hex.h"
#include "encode/json_writer.h"
#include "encode/links_json.h"
#include "engine/span_output.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{4} << 20;

// Returns whether `text` is an id.
template <typename Id>
bool ParseId(std::string_view text, Id& id) {
  if (text.size() != 2 * id.size()) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::uint32_t high = HexValue(text[2 * i]);
    const std::uint32_t low = HexValue(text[2 * i + 1]);
    if (high == kNoHexDigit || low == kNoHexDigit) return false;
    id[i] = static_cast<char>(high << 4 | low);
  }
  return true;
}

}  // namespace

Linker::Linker(const LinkerOptions& options)
    : problem_(options.conventions.empty() ? std::string() : conventions_.Add(options.conventions)),
      store_(options, envelopes_, *this, stats_),
      work_(options.min_length, conventions_, envelopes_),
      other_(options.min_length, conventions_, envelopes_),
      contents_(conventions_, envelopes_) {}

char* Linker::Reserve(std::size_t bytes) {
  request_.Clear(kKeptBytes);
  // There is memory for an empty request, too.
  return request_.TryReserve(std::max<std::size_t>(bytes, 1)) ? request_.Extend(bytes) : nullptr;
}

RequestError Linker::AddTraces(Encoding encoding, double now) { return Add(Intake::Signal::kTraces, encoding, now); }

RequestError Linker::AddLogs(Encoding encoding, double now) { return Add(Intake::Signal::kLogs, encoding, now); }

RequestError Linker::Add(Intake::Signal signal, Encoding encoding, double now) {
  store_.BeginRequest(now);
  Intake intake(store_, envelopes_, signal, encoding);
  const auto read = signal == Intake::Signal::kTraces ? ReadTraces : ReadLogs;
  const RequestError error = read(request_.view(), encoding, intake);
  ++(error.what == nullptr ? stats_.requests : stats_.refused);
  request_.Clear(kKeptBytes);
  return error;
}

// The jobs must not read what changes.
void Linker::OnChange(const StoredTrace& trace) {
  for (LinkingJob* job : {&work_, &other_}) {
    if (job->trace() == &trace) job->Clear();
  }
}

bool Linker::Work(std::uint32_t units, double now, bool all) {
  store_.Complete(now, all);
  for (std::uint32_t done = 0; done < units;) {
    if (work_.is_done()) {
      StoredTrace* next = store_.NextToLink();
      if (next == nullptr) return false;
      work_.Begin(*next, false);
    }
    if (!work_.Step(done)) Finish(work_);
  }
  return !work_.is_done() || store_.NextToLink() != nullptr;
}

void Linker::Finish(LinkingJob& job) {
  store_.SetLinked(*job.trace());
  if (!job.explains()) job.Clear();
}

// Links a trace at once, if it is not linked.
void Linker::Link(StoredTrace& trace) {
  if (trace.is_linked) return;
  LinkingJob& job = work_.is_done() || work_.trace() == &trace ? work_ : other_;
  if (job.is_done()) job.Begin(trace, false);
  std::uint32_t units = 0;
  while (job.Step(units)) continue;
  Finish(job);
}

StoredTrace* Linker::Find(std::string_view trace_id) const {
  TraceId id;
  return ParseId(trace_id, id) ? store_.Find(id) : nullptr;
}

bool Linker::Has(std::string_view trace_id) const { return Find(trace_id) != nullptr; }

// Returns the trace that a span waits in, and the span's index there; nullptr if it does not.
StoredTrace* Linker::FindSpan(std::string_view trace_id, std::string_view span_id, std::uint32_t& span) const {
  StoredTrace* trace = Find(trace_id);
  SpanId id;
  if (trace == nullptr || trace->state == TraceState::kPassing || !ParseId(span_id, id)) return nullptr;
  span = trace->SpanIndex(id);
  return span == kNone ? nullptr : trace;
}

void Linker::Links(std::string_view trace_id) {
  result_.Clear(kKeptBytes);
  result_.Push('{');
  if (StoredTrace* trace = Find(trace_id)) {
    if (trace->state != TraceState::kPassing) Link(*trace);
    if (trace->is_linked) WriteLinks(*trace);
  }
  result_.Push('}');
}

void Linker::WriteLinks(const StoredTrace& trace) {
  JsonWriter json(result_);
  for (const StoredSpan& span : trace.spans) {
    if (span.links_start == span.links_end) continue;
    json.Hex({span.head.span_id.data(), span.head.span_id.size()});
    result_.Push(':');
    AppendLinkListJson(trace.links.view(span.links_start, span.links_end - span.links_start), result_);
  }
}

void Linker::Explain(std::string_view trace_id, std::string_view span_id, bool is_reverse) {
  result_.Clear(kKeptBytes);
  std::uint32_t span = kNone;
  StoredTrace* trace = FindSpan(trace_id, span_id, span);
  if (trace == nullptr) return result_.Append("[]");
  if (other_.trace() != trace || !other_.explains()) {
    other_.Begin(*trace, true);
    std::uint32_t units = 0;
    while (other_.Step(units)) continue;
    Finish(other_);
  }
  other_.AppendExplanation(span, is_reverse, result_);
}

void Linker::Contents(std::string_view trace_id, std::string_view span_id) {
  result_.Clear(kKeptBytes);
  std::uint32_t span = kNone;
  const StoredTrace* trace = FindSpan(trace_id, span_id, span);
  if (trace == nullptr) return result_.Append("[]");
  contents_.AppendContents(*trace, span, result_);
}

void Linker::Kinds(std::string_view trace_id) {
  result_.Clear(kKeptBytes);
  const StoredTrace* trace = Find(trace_id);
  if (trace == nullptr || trace->state == TraceState::kPassing) return result_.Append("{}");
  contents_.AppendKinds(*trace, result_);
}

std::uint32_t Linker::Take(Encoding encoding, double now, bool all, std::string_view trace_id, double max_bytes) {
  result_.Clear(kKeptBytes);
  store_.Complete(now, all);
  Array<StoredTrace*> chosen;
  double bytes = 0;
  if (trace_id.empty()) {
    store_.ForEachToTake([&](StoredTrace& trace) {
      bytes += static_cast<double>(trace.bytes);
      if (!chosen.empty() && bytes > max_bytes) return false;
      chosen.Add(&trace);
      return true;
    });
  } else if (StoredTrace* trace = Find(trace_id)) {
    chosen.Add(trace);
  }
  for (StoredTrace* trace : chosen) {
    if (trace->state != TraceState::kPassing) Link(*trace);
  }
  const std::uint32_t count = WriteSpans(chosen, envelopes_, encoding, result_);
  for (StoredTrace* trace : chosen) {
    CountTaken(*trace);
    store_.Remove(*trace, true);
  }
  return count;
}

void Linker::CountTaken(const StoredTrace& trace) {
  stats_.taken_spans += trace.span_count;
  if (!trace.is_linked) return;
  ++stats_.linked_traces;
  const auto& counts = trace.counts;
  stats_.links_text += counts[static_cast<std::size_t>(Via::kText)];
  stats_.links_structure += counts[static_cast<std::size_t>(Via::kStructure)];
  stats_.links_member += counts[static_cast<std::size_t>(Via::kMember)];
  stats_.links_identity += counts[static_cast<std::size_t>(Via::kIdentity)];
  for (const double count : counts) stats_.taken_links += count;
  for (const StoredSpan& span : trace.spans) {
    if (span.gap != Gap::kNoGap) gaps_.Count(ShellStore::ScopeFields(*envelopes_[span.envelope].shell), span.gap);
  }
}

void Linker::WithoutContent() {
  result_.Clear(kKeptBytes);
  gaps_.AppendJson(result_);
}

LinkerStats Linker::Stats() const {
  LinkerStats stats = stats_;
  store_.AddWaiting(stats);
  return stats;
}

}  // namespace spanloom
