#include "engine/explanation_json.h"

#include <cstddef>

namespace spanloom {

void WriteExplanation(JsonWriter& json, const Explainer& explainer, const RecordedSpan* spans, const Explanation& found,
                      bool is_reverse) {
  const auto write = [&](const Explanation::Place& place) {
    json.Key("side");
    json.String(kSideNames[static_cast<std::size_t>(place.side)]);
    json.Key("attribute");
    json.String(explainer.Text(place.attribute));
    json.Key("path");
    json.String(explainer.Text(place.path));
    json.Key("range");
    json.Open('[');
    json.Unsigned(place.range.start);
    json.Unsigned(place.range.end);
    json.Close(']');
  };
  json.Open('{');
  write(is_reverse ? found.from : found.place);
  json.Key("via");
  json.String(kViaNames[static_cast<std::size_t>(found.via)]);
  json.Key(is_reverse ? "to" : "from");
  json.Open('{');
  const SpanId& other = spans[is_reverse ? found.span : found.producer].head.span_id;
  json.Key("spanId");
  json.Hex({other.data(), other.size()});
  write(is_reverse ? found.place : found.from);
  json.Close('}');
  json.Close('}');
}

}  // namespace spanloom
