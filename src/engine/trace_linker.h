#ifndef SPANLOOM_ENGINE_TRACE_LINKER_H_
#define SPANLOOM_ENGINE_TRACE_LINKER_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "otlp/request.h"

namespace spanloom {

// A span to link, and the log records that belong to it. All are protobuf, and borrowed until TraceLinker::Clear().
struct RecordedSpan {
  SpanHead head;
  std::string_view span;         // a message Span
  std::string_view scope;        // the fields of a message ScopeSpans without its spans, see Shell; may be empty
  const std::string_view* logs;  // messages LogRecord, in order of time
  std::uint32_t log_count;
};

// Links the spans of one trace, which is complete. Call Begin(), Step() until it returns false, then read the results,
// then Clear(). The memory is kept for the next trace, within bounds. Not thread-safe.
class TraceLinker {
 public:
  // `min_length`: see LinkerOptions. `conventions` has been validated.
  TraceLinker(std::uint32_t min_length /*, const Conventions& conventions */);
  TraceLinker(const TraceLinker&) = delete;
  TraceLinker& operator=(const TraceLinker&) = delete;
  ~TraceLinker();

  // Starts a trace. `explains`: also record what Explain() needs.
  void Begin(const RecordedSpan* spans, std::uint32_t count, bool explains);

  // Links one value of one span; returns whether there is more. `units` is set to what it cost, see Linker::Work().
  bool Step(std::uint32_t& units);

  // After the last Step(). `span` is an index of Begin()'s array.

  // Appends the links of a span, as fields 13 of the message Span. `counts`, by Via, grow by the links.
  void AppendLinks(std::uint32_t span, Bytes& out, double counts[4]) const;

  // Appends the links of a span as a JSON array of { traceId, spanId, attributes }.
  void AppendLinksJson(std::uint32_t span, Bytes& out) const;

  // Appends where the parts of a span's values came from, or went, as a JSON array. Needs `explains`.
  void AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out);

  void Clear();
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TRACE_LINKER_H_
