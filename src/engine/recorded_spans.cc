#include "engine/recorded_spans.h"

#include <algorithm>
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

void RecordedSpans::Begin(const StoredTrace& trace) {
  Clear();
  trace_ = &trace;
  added_as_.Fill(trace.spans.size(), kNone);
}

// Returns the message as protobuf, and adds what it cost.
std::string_view RecordedSpans::Translate(OtlpMessage message, std::string_view bytes, Encoding encoding,
                                          std::uint32_t& units) {
  if (encoding == Encoding::kProtobuf) return bytes;
  buffer_.Clear(kKeptBytes);
  OtlpToProtobuf(message, bytes, buffer_);
  units += 1 + static_cast<std::uint32_t>(bytes.size() / kUnitBytes);
  return translated_.Copy(buffer_.view());
}

void RecordedSpans::AddSpan(std::size_t index, std::uint32_t& units) {
  const StoredSpan& span = trace_->spans[index];
  if (span.is_duplicate || span.is_envelope) return;
  added_as_[index] = static_cast<std::uint32_t>(spans_.size());
  const std::string_view scope = ShellStore::ScopeFields(*envelopes_[span.envelope].shell);
  spans_.Add({span.head, Translate(OtlpMessage::kSpan, span.bytes, span.encoding, units), scope, nullptr, 0});
}

void RecordedSpans::AddLog(std::size_t index, std::uint32_t& units) {
  const StoredLog& log = trace_->logs[index];
  const std::uint32_t span = trace_->SpanIndex(log.span_id);
  if (span == kNone || added_as_[span] == kNone) return;
  const std::string_view bytes = Translate(OtlpMessage::kLogRecord, log.bytes, log.encoding, units);
  logs_.Add({added_as_[span], static_cast<std::uint32_t>(index), TimeOf(bytes), bytes});
}

void RecordedSpans::JoinLogs() {
  std::sort(logs_.begin(), logs_.end(), [](const Log& one, const Log& other) {
    return std::tie(one.span, one.time, one.index) < std::tie(other.span, other.time, other.index);
  });
  for (const Log& log : logs_) log_bytes_.Add(log.bytes);
  for (std::size_t i = 0; i < logs_.size(); ++i) {
    RecordedSpan& span = spans_[logs_[i].span];
    if (span.log_count++ == 0) span.logs = &log_bytes_[i];
  }
}

void RecordedSpans::Clear() {
  trace_ = nullptr;
  spans_.Clear(kKeptEntries);
  added_as_.Clear(kKeptEntries);
  logs_.Clear(kKeptEntries);
  log_bytes_.Clear(kKeptEntries);
  translated_.Clear();
}

}  // namespace spanloom
