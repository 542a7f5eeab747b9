#include "engine/linking_job.h"

#include <algorithm>
#include <cassert>
#include <protozero/pbf_reader.hpp>
#include <tuple>

#include "base/none.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 4096;
constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
constexpr std::size_t kUnitBytes = 16 << 10;

// When a LogRecord happened, or else was observed.
std::uint64_t TimeOf(std::string_view log) {
  std::uint64_t time = 0;
  std::uint64_t observed = 0;
  for (protozero::pbf_reader reader(log.data(), log.size()); reader.next();) {
    switch (reader.tag_and_type()) {
      case protozero::tag_and_type(1, protozero::pbf_wire_type::fixed64): time = reader.get_fixed64(); break;
      case protozero::tag_and_type(11, protozero::pbf_wire_type::fixed64): observed = reader.get_fixed64(); break;
      default: reader.skip();
    }
  }
  return time != 0 ? time : observed;
}

}  // namespace

LinkingJob::LinkingJob(std::uint32_t min_length, const Conventions& conventions, const Envelopes& envelopes)
    : envelopes_(envelopes), linker_(min_length, conventions) {}

void LinkingJob::Begin(StoredTrace& trace, bool explains) {
  Clear();
  trace_ = &trace;
  explains_ = explains;
  phase_ = Phase::kSpans;
  next_ = 0;
}

bool LinkingJob::Step(std::uint32_t& units) {
  assert(trace_ != nullptr);
  const std::uint32_t limit = units + 1;
  if (phase_ == Phase::kSpans) {
    while (next_ < trace_->spans.size() && units < limit) AddSpan(next_++, units);
    if (next_ < trace_->spans.size()) return true;
    phase_ = Phase::kLogs;
    next_ = 0;
  }
  if (phase_ == Phase::kLogs) {
    while (next_ < trace_->logs.size() && units < limit) AddLog(next_++, units);
    if (next_ < trace_->logs.size()) return true;
    JoinLogs();
    linker_.Begin(recorded_.begin(), static_cast<std::uint32_t>(recorded_.size()), explains_);
    phase_ = Phase::kLinks;
    if (units >= limit) return true;
  }
  if (phase_ == Phase::kDone || linker_.Step(units)) return phase_ != Phase::kDone;
  StoreLinks();
  phase_ = Phase::kDone;
  return false;
}

// Returns the message as protobuf, and adds what it cost.
std::string_view LinkingJob::Translate(OtlpMessage message, std::string_view bytes, Encoding encoding,
                                       std::uint32_t& units) {
  if (encoding == Encoding::kProtobuf) return bytes;
  buffer_.Clear(kKeptBytes);
  OtlpToProtobuf(message, bytes, buffer_);
  units += 1 + static_cast<std::uint32_t>(bytes.size() / kUnitBytes);
  return translated_.Copy(buffer_.view());
}

void LinkingJob::AddSpan(std::size_t index, std::uint32_t& units) {
  const StoredSpan& span = trace_->spans[index];
  if (span.is_duplicate || span.is_envelope) return recorded_of_.Add(kNone);
  recorded_of_.Add(static_cast<std::uint32_t>(recorded_.size()));
  const std::string_view scope = ShellStore::ScopeFields(*envelopes_[span.envelope].shell);
  recorded_.Add({span.head, Translate(OtlpMessage::kSpan, span.bytes, span.encoding, units), scope, nullptr, 0});
}

void LinkingJob::AddLog(std::size_t index, std::uint32_t& units) {
  const StoredLog& log = trace_->logs[index];
  const std::uint32_t span = trace_->SpanIndex(log.span_id);
  if (span == kNone) return;
  const std::string_view bytes = Translate(OtlpMessage::kLogRecord, log.bytes, log.encoding, units);
  logs_.Add({recorded_of_[span], static_cast<std::uint32_t>(index), TimeOf(bytes), bytes});
}

void LinkingJob::JoinLogs() {
  std::sort(logs_.begin(), logs_.end(), [](const Log& one, const Log& other) {
    return std::tie(one.span, one.time, one.index) < std::tie(other.span, other.time, other.index);
  });
  for (const Log& log : logs_) log_bytes_.Add(log.bytes);
  for (std::size_t i = 0; i < logs_.size(); ++i) {
    RecordedSpan& span = recorded_[logs_[i].span];
    if (span.log_count++ == 0) span.logs = &log_bytes_[i];
  }
}

void LinkingJob::StoreLinks() {
  StoredTrace& trace = *trace_;
  if (trace.is_linked) return;
  trace.links.Clear();
  trace.counts = {};
  for (std::size_t i = 0; i < recorded_of_.size(); ++i) {
    StoredSpan& span = trace.spans[i];
    const std::size_t start = trace.links.size();
    std::size_t known = 0;
    if (recorded_of_[i] != kNone) {
      found_.Clear(kKeptBytes);
      linker_.AppendLinks(recorded_of_[i], found_, trace.counts);
      span.gap = linker_.gap(recorded_of_[i]);
      known = new_links_.Split(recorded_[recorded_of_[i]].span, found_.view(), trace.links);
    }
    span.links_start = static_cast<std::uint32_t>(start);
    span.known_start = static_cast<std::uint32_t>(start + known);
    span.links_end = static_cast<std::uint32_t>(trace.links.size());
  }
}

void LinkingJob::AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out) {
  assert(is_done() && explains_);
  linker_.AppendExplanation(recorded_of_[span], is_reverse, out);
}

void LinkingJob::Clear() {
  if (trace_ == nullptr) return;
  trace_ = nullptr;
  explains_ = false;
  phase_ = Phase::kDone;
  linker_.Clear();
  recorded_.Clear(kKeptEntries);
  recorded_of_.Clear(kKeptEntries);
  logs_.Clear(kKeptEntries);
  log_bytes_.Clear(kKeptEntries);
  translated_.Clear();
}

}  // namespace spanloom
