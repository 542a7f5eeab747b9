#include "encode/links_json.h"

#include <protozero/pbf_reader.hpp>

#include "encode/json_values.h"
#include "encode/json_writer.h"

namespace spanloom {
namespace {

std::string_view ViewOf(const protozero::data_view& view) { return {view.data(), view.size()}; }

template <typename WriteAttributes>
void WriteLink(JsonWriter& json, std::string_view trace_id, std::string_view span_id, WriteAttributes&& attributes) {
  json.Open('{');
  json.Key("traceId");
  json.Hex(trace_id);
  json.Key("spanId");
  json.Hex(span_id);
  json.Key("attributes");
  json.Open('{');
  attributes();
  json.Close('}');
  json.Close('}');
}

void WriteGivenLinks(JsonWriter& json, std::string_view fields) {
  protozero::pbf_reader links(fields.data(), fields.size());
  while (links.next()) {
    protozero::pbf_reader link = links.get_message();
    link.next();
    const std::string_view trace_id = ViewOf(link.get_view());
    link.next();
    const std::string_view span_id = ViewOf(link.get_view());
    WriteLink(json, trace_id, span_id, [&] { WritePlainAttributes(json, ViewOf(link.data())); });
  }
}

}  // namespace

void EncodeLinksJson(const Batch& batch, Bytes& out) {
  JsonWriter json(out);
  json.Open('[');
  for (const SpanData* span : batch.spans) {
    json.Open('[');
    WriteGivenLinks(json, span->given_links.view());
    for (const FoundLink& link : span->links) {
      if (!batch.Wants(link)) continue;
      WriteLink(json, View(span->trace_id), View(link.span_id), [&] {
        ForEachAttribute(*span, link, [&json](std::string_view key, std::string_view value) {
          json.Key(key);
          json.String(value);
        });
      });
    }
    json.Close(']');
  }
  json.Close(']');
}

}  // namespace spanloom
