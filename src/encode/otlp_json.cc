#include "encode/otlp_json.h"

#include "encode/json_writer.h"
#include "encode/otlp_fields.h"
#include "encode/proto_reader.h"

namespace spanloom {
namespace {

void WriteMessage(JsonWriter& json, Message message, std::string_view bytes);

void WriteField(JsonWriter& json, const FieldInfo& field, ProtoReader& reader) {
  switch (field.form) {
    case Form::kMessage: return WriteMessage(json, field.child, reader.TakeView());
    case Form::kText: return json.String(reader.TakeView());
    case Form::kHex: return json.Hex(reader.TakeView());
    case Form::kBase64: return json.Base64(reader.TakeView());
    case Form::kNumber: return json.Unsigned(reader.TakeNumber());
    case Form::kBool: return json.Bool(reader.TakeVarint() != 0);
    case Form::kInt64: return json.Signed(static_cast<std::int64_t>(reader.TakeVarint()), true);
    case Form::kFixed64: return json.Unsigned(reader.TakeFixed64(), true);
    case Form::kDouble: return json.Double(reader.TakeDouble());
  }
}

// Repeated fields with one number are adjacent, so an array ends where another field begins.
void WriteMessage(JsonWriter& json, Message message, std::string_view bytes) {
  const auto& index = kOtlpFieldIndex[static_cast<std::size_t>(message)];
  const bool is_list = message == Message::kArrayValue || message == Message::kKeyValueList;
  std::uint32_t list = 0;
  json.Open('{');
  if (is_list && bytes.empty()) json.Raw("\"values\":[]");
  for (ProtoReader reader(bytes); reader.Next();) {
    const FieldInfo& field = kOtlpFields[index[reader.number()]];
    if (reader.number() != list) {
      if (list != 0) json.Close(']');
      json.Key(field.name);
      list = field.is_repeated ? field.number : 0;
      if (list != 0) json.Open('[');
    }
    WriteField(json, field, reader);
  }
  if (list != 0) json.Close(']');
  json.Close('}');
}

}  // namespace

void OtlpJsonFromProtobuf(std::string_view request, Bytes& out) {
  JsonWriter json(out);
  WriteMessage(json, Message::kRequest, request);
}

}  // namespace spanloom
