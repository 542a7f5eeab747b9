#ifndef SPANLOOM_SPANS_TEMPLATE_H_
#define SPANLOOM_SPANS_TEMPLATE_H_

#include <cstdint>

#include "base/bytes.h"
#include "log/records.h"

namespace spanloom {

// The attributes that all spans of one wrapped function share.
struct SpanTemplate {
  SpanKind span_kind = SpanKind::kUnspecified;
  StepKind step_kind = StepKind::kTask;
  Bytes name;
  Bytes attributes;  // fields 9 of OTLP's message Span
};

// The OpenTelemetry resource and instrumentation scope of the spans.
struct Resource {
  Bytes attributes;  // fields 1 of OTLP's message Resource
  Bytes scope_name;
  Bytes scope_version;
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_TEMPLATE_H_
