#ifndef SPANLOOM_OTLP_RECORDED_SPAN_H_
#define SPANLOOM_OTLP_RECORDED_SPAN_H_

#include <cstdint>
#include <string_view>

#include "otlp/request.h"

namespace spanloom {

// A span that somebody else recorded, and the log records that belong to it. All are well-formed protobuf, borrowed.
struct RecordedSpan {
  SpanHead head;
  std::string_view span;         // a message Span
  std::string_view scope;        // the fields of a message ScopeSpans without its spans, see Shell; may be empty
  const std::string_view* logs;  // messages LogRecord, in order of time
  std::uint32_t log_count;
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_RECORDED_SPAN_H_
