#include "encode/links_json.h"

#include "encode/json_writer.h"
#include "encode/otlp_protobuf.h"
#include "encode/proto_reader.h"

namespace spanloom {
namespace {

void WriteKeyValue(JsonWriter& json, std::string_view key_value);

// An AnyValue as the value it stands for; bytes in base64.
void WriteValue(JsonWriter& json, std::string_view any) {
  ProtoReader reader(any);
  if (!reader.Next()) return json.Null();
  switch (reader.number()) {
    case 1: return json.String(reader.TakeView());
    case 2: return json.Bool(reader.TakeVarint() != 0);
    case 3: return json.Signed(static_cast<std::int64_t>(reader.TakeVarint()));
    case 4: return json.Double(reader.TakeDouble());
    case 5:
      json.Open('[');
      for (ProtoReader values(reader.TakeView()); values.Next();) WriteValue(json, values.TakeView());
      return json.Close(']');
    case 6:
      json.Open('{');
      for (ProtoReader values(reader.TakeView()); values.Next();) WriteKeyValue(json, values.TakeView());
      return json.Close('}');
    default: return json.Base64(reader.TakeView());
  }
}

void WriteKeyValue(JsonWriter& json, std::string_view key_value) {
  std::string_view key;
  std::string_view value;
  for (ProtoReader reader(key_value); reader.Next();) (reader.number() == 1 ? key : value) = reader.TakeView();
  json.Key(key);
  WriteValue(json, value);
}

void WriteLink(JsonWriter& json, ProtoReader link) {
  json.Open('{');
  link.Next();
  json.Key("traceId");
  json.Hex(link.TakeView());
  link.Next();
  json.Key("spanId");
  json.Hex(link.TakeView());
  json.Key("attributes");
  json.Open('{');
  while (link.Next()) WriteKeyValue(json, link.TakeView());
  json.Close('}');
  json.Close('}');
}

}  // namespace

void EncodeLinksJson(const Batch& batch, Bytes& out) {
  JsonWriter json(out);
  Bytes links;
  json.Open('[');
  for (const SpanData* span : batch.spans) {
    links.Clear();
    AppendLinks(links, batch, *span);
    json.Open('[');
    for (ProtoReader reader(links.view()); reader.Next();) WriteLink(json, ProtoReader(reader.TakeView()));
    json.Close(']');
  }
  json.Close(']');
}

}  // namespace spanloom
