#ifndef SPANLOOM_ENGINE_EXPLANATION_JSON_H_
#define SPANLOOM_ENGINE_EXPLANATION_JSON_H_

#include "encode/json_writer.h"
#include "engine/explainer.h"
#include "otlp/recorded_span.h"

namespace spanloom {

// Writes an explanation as an object: { side, attribute, path, range: [start, end], via, from: { spanId, side,
// attribute, path, range } }. If `is_reverse`, it stands at the producer, and `to` is in place of `from`. `spans` are
// those of the trace. O(length).
void WriteExplanation(JsonWriter& json, const Explainer& explainer, const RecordedSpan* spans, const Explanation& found,
                      bool is_reverse);

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_EXPLANATION_JSON_H_
