#ifndef SPANLOOM_OTLP_REQUEST_H_
#define SPANLOOM_OTLP_REQUEST_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ids.h"

namespace spanloom {

enum class Encoding : std::uint8_t { kProtobuf = 0, kJson = 1 };

// The parts of a span that an engine needs before it reads the rest.
struct SpanHead {
  TraceId trace_id;
  SpanId span_id;
  SpanId parent_id;  // all zero for a root
  std::uint64_t start_nanos;
  std::uint64_t end_nanos;  // 0 if it is absent
};

// The fields of one message (or members of one JSON object) except its children: those before the first child and
// those after it, as they came. Those between children are part of the tail. For JSON, without braces and without a
// comma at either end.
struct Shell {
  std::string_view head;
  std::string_view tail;
  bool has_list = false;  // for JSON: whether there is an array of children, though it may be empty
};

// Why a request was refused. `what` is nullptr if it was not.
struct RequestError {
  const char* what = nullptr;
  std::size_t offset = 0;  // bytes from the start of the request
};

// Gets what a request contains, in its order, in its encoding. Everything is borrowed until the reader returns.
class RequestVisitor {
 public:
  RequestVisitor() = default;
  RequestVisitor(const RequestVisitor&) = delete;
  RequestVisitor& operator=(const RequestVisitor&) = delete;
  virtual ~RequestVisitor() = default;

  virtual void OnRequest(const Shell& request) = 0;    // once
  virtual void OnResource(const Shell& resource) = 0;  // a ResourceSpans (ResourceLogs), before its scopes
  virtual void OnScope(const Shell& scope) = 0;        // a ScopeSpans (ScopeLogs), before its spans
  virtual void OnSpan(const SpanHead& head, std::string_view span) = 0;
  virtual void OnLog(const SpanHead& head, std::string_view log) = 0;  // only the ids of `head` are set
};

// Reads an ExportTraceServiceRequest (ReadTraces) or an ExportLogsServiceRequest (ReadLogs). Validates all of it before
// the first call of the visitor, so a request is taken as a whole or refused: all that OTLP defines must be
// well-formed, and nested no deeper than kMaxDepth (otlp/fields.h). A span without a valid trace id and span id is
// refused as well; a log without ids is skipped. Unknown fields are part of the shells, spans and logs. O(size),
// without recursion into values, and never throws.
RequestError ReadTraces(std::string_view request, Encoding encoding, RequestVisitor& visitor);
RequestError ReadLogs(std::string_view request, Encoding encoding, RequestVisitor& visitor);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_REQUEST_H_
