#include "encode/links_json.h"

#include "base/features.h"
#include "encode/json_writer.h"
#include "encode/otlp_protobuf.h"
#include "encode/proto_reader.h"

namespace spanloom {
namespace {

void WriteKeyValue(JsonWriter& json, std::string_view key_value);

// Writes an AnyValue as a plain JSON value; bytes in base64.
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

void WriteRange(JsonWriter& json, const LinkPlace& place) {
  json.Open('[');
  json.Unsigned(place.start);
  json.Unsigned(place.end);
  json.Close(']');
}

void WritePlace(JsonWriter& json, std::string_view side, const SpanData& span, const LinkPlace& place) {
  json.Key(side);
  json.Open('{');
  json.Key("path");
  json.String(span.Text(place.path));
  if (kHasContent && place.end > 0) {
    json.Key("range");
    WriteRange(json, place);
  }
  json.Close('}');
}

void WritePieces(JsonWriter& json, const SpanData& span, Slice pieces) {
  json.Key("pieces");
  json.Open('[');
  for (std::uint32_t i = 0; i < pieces.length; ++i) {
    const LinkPiece& piece = span.pieces[pieces.start + i];
    json.Open('{');
    WritePlace(json, "from", span, piece.from);
    WritePlace(json, "to", span, piece.to);
    json.Close('}');
  }
  json.Close(']');
}

void WriteRanges(JsonWriter& json, const SpanData& span, const FoundLink& found) {
  const auto write = [&](std::string_view side, bool is_from) {
    json.Key(side);
    json.Open('[');
    span.ForEachRange(found, is_from, [&](const LinkPlace& place) { WriteRange(json, place); });
    json.Close(']');
  };
  json.Key("ranges");
  json.Open('{');
  write("from", true);
  write("to", false);
  json.Close('}');
}

// Writes a link whose attributes come before its flags.
void WriteLink(JsonWriter& json, std::string_view bytes, const SpanData& span, const FoundLink* found) {
  constexpr std::uint32_t kAttributes = 4;
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
  while (link.Next() && link.number() == kAttributes) WriteKeyValue(json, link.TakeView());
  json.Close('}');
  if (found != nullptr && found->pieces.length > 0) WritePieces(json, span, found->pieces);
  if (kHasContent && found != nullptr && found->via == Via::kText) WriteRanges(json, span, *found);
  json.Close('}');
}

}  // namespace

void EncodeLinksJson(const Batch& batch, Bytes& out) {
  JsonWriter json(out);
  Bytes links;
  json.Open('[');
  for (const SpanData* span : batch.spans) {
    json.Open('[');
    for (ProtoReader given(span->user_links.view()); given.Next();) WriteLink(json, given.TakeView(), *span, nullptr);
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

#if SPANLOOM_ENGINE
void AppendLinkListJson(std::string_view links, Bytes& out) {
  const SpanData no_span{};
  JsonWriter json(out);
  json.Open('[');
  for (ProtoReader reader(links); reader.Next();) WriteLink(json, reader.TakeView(), no_span, nullptr);
  json.Close(']');
}
#endif

}  // namespace spanloom
