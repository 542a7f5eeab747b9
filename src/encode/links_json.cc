#include "encode/links_json.h"

#include "encode/json_values.h"
#include "encode/json_writer.h"
#include "encode/proto_reader.h"

namespace spanloom {
namespace {

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
  for (ProtoReader links(fields); links.Next();) {
    ProtoReader link(links.TakeView());
    link.Next();
    const std::string_view trace_id = link.TakeView();
    link.Next();
    const std::string_view span_id = link.TakeView();
    WriteLink(json, trace_id, span_id, [&] { WritePlainAttributes(json, link.rest()); });
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
