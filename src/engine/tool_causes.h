#ifndef SPANLOOM_ENGINE_TOOL_CAUSES_H_
#define SPANLOOM_ENGINE_TOOL_CAUSES_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "conventions/span_reader.h"
#include "engine/event_order.h"
#include "otlp/recorded_span.h"

namespace spanloom {

// Finds the models that asked for the tools of a trace. A tool often runs before the span of its model has ended,
// because the answer is a stream: the id of the call tells which model that is. Not thread-safe.
class ToolCauses {
 public:
  // Sets `caused_by` of tools that begin before the span of their model has ended. `facts` and `timed` are those of the
  // `count` spans, with parents set. O(n log n), and the answers of the models in question.
  void Find(const RecordedSpan* spans, std::uint32_t count, const Array<SpanFacts>& facts, SpanReader& reader,
            Array<TimedSpan>& timed);

 private:
  Array<std::uint32_t> models_;  // by start
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TOOL_CAUSES_H_
