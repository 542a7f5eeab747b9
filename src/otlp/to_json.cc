#include "base/utf8.h"
#include "encode/json_writer.h"
#include "otlp/gather.h"
#include "otlp/known_field.h"
#include "otlp/translate.h"

namespace spanloom {
namespace {

// Translates protobuf to JSON, by the table of fields.
class Translator {
 public:
  explicit Translator(Bytes& out) : json_(out) {}

  void WriteFields(Message message, std::string_view fields) {
    if (!HasScatteredFields(message, fields)) return WriteInOrder(message, fields);
    Bytes gathered;
    GatherFields(message, fields, gathered);
    WriteInOrder(message, gathered.view());
  }

 private:
  // Writes fields that are not scattered: a list ends where another field begins.
  void WriteInOrder(Message message, std::string_view fields) {
    std::uint32_t list = 0;
    for (protozero::pbf_reader reader(fields.data(), fields.size()); reader.next();) {
      const OtlpField* const field = KnownField(message, reader);
      if (field == nullptr) {
        reader.skip();
        continue;
      }
      if (field->info.number != list) {
        if (list != 0) json_.Close(']');
        json_.Key(field->info.name);
        list = field->info.is_repeated ? field->info.number : 0;
        if (list != 0) json_.Open('[');
      }
      WriteValue(*field, reader);
    }
    if (list != 0) return json_.Close(']');
    if (message == Message::kArrayValue || message == Message::kKeyValueList) json_.Raw("\"values\":[]");
  }

  void WriteValue(const OtlpField& field, protozero::pbf_reader& reader) {
    switch (field.info.form) {
      case Form::kMessage:
        json_.Open('{');
        WriteFields(field.info.child, TakeView(reader));
        json_.Close('}');
        break;
      case Form::kText: WriteText(TakeView(reader)); break;
      case Form::kHex: json_.Hex(TakeView(reader)); break;
      case Form::kBase64: json_.Base64(TakeView(reader)); break;
      case Form::kNumber: WriteNumber(field.number_type, reader); break;
      case Form::kBool: json_.Bool(reader.get_uint64() != 0); break;
      case Form::kInt64: json_.Signed(reader.get_int64(), true); break;
      case Form::kFixed64: json_.Unsigned(reader.get_fixed64(), true); break;
      case Form::kDouble: json_.Double(reader.get_double()); break;
    }
  }

  void WriteNumber(NumberType type, protozero::pbf_reader& reader) {
    switch (type) {
      case NumberType::kUint32: return json_.Unsigned(reader.get_uint32());
      case NumberType::kFixed32: return json_.Unsigned(reader.get_fixed32());
      case NumberType::kInt32:
      case NumberType::kSpanKind:
      case NumberType::kStatusCode:
      case NumberType::kSeverity: return json_.Signed(reader.get_int32());
    }
  }

  void WriteText(std::string_view text) {
    if (ValidUtf8Prefix(text) == text.size()) return json_.String(text);
    Bytes repaired;
    AppendUtf8(repaired, text);
    json_.String(repaired.view());
  }

  static std::string_view TakeView(protozero::pbf_reader& reader) {
    const protozero::data_view view = reader.get_view();
    return {view.data(), view.size()};
  }

  JsonWriter json_;
};

}  // namespace

void OtlpToJson(OtlpMessage message, std::string_view protobuf, Bytes& out) {
  out.Push('{');
  FieldsToJson(static_cast<Message>(message), protobuf, out);
  out.Push('}');
}

void FieldsToJson(Message message, std::string_view fields, Bytes& out) {
  Translator(out).WriteFields(message, fields);
}

}  // namespace spanloom
