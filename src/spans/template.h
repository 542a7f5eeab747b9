#ifndef SPANLOOM_SPANS_TEMPLATE_H_
#define SPANLOOM_SPANS_TEMPLATE_H_

#include <cstdint>

#include "base/bytes.h"
#include "log/records.h"

namespace spanloom {

// What all spans of one wrapped function have in common.
struct SpanTemplate {
  SpanKind span_kind = SpanKind::kUnspecified;
  StepKind step_kind = StepKind::kTask;
  Bytes name;
  Bytes attributes;  // fields 9 of the message Span
};

// Who sends the spans.
struct Resource {
  Bytes attributes;  // fields 1 of the message Resource
  Bytes scope_name;
  Bytes scope_version;
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_TEMPLATE_H_
