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

void WriteRanges(JsonWriter& json, const SpanData& span, const FoundLink& found) {
  const auto write = [&](std::string_view side, bool is_from) {
    json.Key(side);
    json.Open('[');
    for (std::uint32_t i = 0; i < found.ranges.length; ++i) {
      const LinkRange& range = span.ranges[found.ranges.start + i];
      json.Open('[');
      json.Unsigned(is_from ? range.from_start : range.to_start);
      json.Unsigned(is_from ? range.from_end : range.to_end);
      json.Close(']');
    }
    json.Close(']');
  };
  json.Key("ranges");
  json.Open('{');
  write("from", true);
  write("to", false);
  json.Close('}');
}

void WriteLink(JsonWriter& json, std::string_view bytes, const SpanData& span, const FoundLink* found) {
  ProtoReader link(bytes);
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
  if (found != nullptr && found->ranges.length > 0) WriteRanges(json, span, *found);
  json.Close('}');
}

}  // namespace

void EncodeLinksJson(const Batch& batch, Bytes& out) {
  JsonWriter json(out);
  Bytes links;
  json.Open('[');
  for (const SpanData* span : batch.spans) {
    json.Open('[');
    for (ProtoReader given(span->given_links.view()); given.Next();) WriteLink(json, given.TakeView(), *span, nullptr);
    for (const FoundLink& found : span->links) {
      if (!batch.Wants(found)) continue;
      links.Clear();
      AppendFoundLink(links, batch, *span, found);
      ProtoReader reader(links.view());
      reader.Next();
      WriteLink(json, reader.TakeView(), *span, &found);
    }
    json.Close(']');
  }
  json.Close(']');
}

}  // namespace spanloom
