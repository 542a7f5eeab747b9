#include <limits>

#include "base/utf8.h"
#include "encode/proto_writer.h"
#include "otlp/enum_names.h"
#include "otlp/fields.h"
#include "otlp/json_bytes.h"
#include "otlp/json_numbers.h"
#include "otlp/json_scanner.h"
#include "otlp/translate.h"

namespace spanloom {
namespace {

using Kind = JsonScalar::Kind;

// Translates JSON to protobuf in one pass, by the table of fields.
class Translator {
 public:
  Translator(std::string_view json, Bytes& out) : scanner_(json), out_(out) {}

  void TakeObject(Message message) {
    if (scanner_.Open('{')) TakeMembers(message);
  }

  void TakeMembers(Message message) {
    ProtoWriter writer(out_);
    TakeMembers(message, writer);
  }

 private:
  void TakeMembers(Message message, ProtoWriter& writer) {
    for (std::string_view key; scanner_.NextMember(key);) {
      const OtlpField* const field = FindField(message, key);
      if (field == nullptr || (field->info.is_repeated && scanner_.Peek() != '[')) {
        scanner_.Skip();
      } else if (!field->info.is_repeated) {
        TakeValue(*field, writer);
      } else if (scanner_.Open('[')) {
        while (scanner_.NextItem()) TakeValue(*field, writer);
      }
    }
  }

  void TakeValue(const OtlpField& field, ProtoWriter& writer) {
    const std::uint32_t number = field.info.number;
    if (field.info.form == Form::kMessage && scanner_.Peek() == '{') {
      const std::size_t start = out_.size();
      {
        ProtoWriter message(writer, number);
        TakeObject(field.info.child, message);
      }
      // protozero drops an empty submessage, so this one is written as bytes.
      if (out_.size() == start) writer.add_message(number, "", 0);
      return;
    }
    JsonScalar value;
    if (!scanner_.Take(value)) return;
    if (field.info.form != Form::kMessage) return Write(field, value, writer);
    // The items behind a null keep their places.
    if (value.kind == Kind::kNull && field.info.is_repeated && field.info.child == Message::kAnyValue) {
      writer.add_message(number, "", 0);
    }
  }

  void TakeObject(Message message, ProtoWriter& writer) {
    if (scanner_.Open('{')) TakeMembers(message, writer);
  }

  void Write(const OtlpField& field, const JsonScalar& value, ProtoWriter& writer) {
    const std::uint32_t number = field.info.number;
    const bool is_string = value.kind == Kind::kString;
    const bool has_text = is_string || value.kind == Kind::kNumber;
    scratch_.Clear();
    switch (field.info.form) {
      case Form::kText:
        if (is_string) WriteText(number, value.text, writer);
        break;
      case Form::kHex:
        if (is_string && AppendHexBytes(Text(value), scratch_)) WriteScratch(number, writer);
        break;
      case Form::kBase64:
        if (is_string && AppendBase64Bytes(Text(value), scratch_)) WriteScratch(number, writer);
        break;
      case Form::kBool:
        if (value.kind == Kind::kTrue || value.kind == Kind::kFalse)
          writer.add_uint64(number, value.kind == Kind::kTrue ? 1 : 0);
        break;
      case Form::kNumber:
        if (has_text) WriteNumber(field, Text(value), writer);
        break;
      case Form::kInt64:
        if (!has_text) break;
        if (const auto parsed = ParseInt64(Text(value))) writer.add_int64(number, *parsed);
        break;
      case Form::kFixed64:
        if (!has_text) break;
        if (const auto parsed = ParseUint64(Text(value))) writer.add_fixed64(number, *parsed);
        break;
      case Form::kDouble:
        if (!has_text) break;
        if (const auto parsed = ParseDouble(Text(value))) writer.add_double(number, *parsed);
        break;
      case Form::kMessage: break;
    }
  }

  static void WriteNumber(const OtlpField& field, std::string_view text, ProtoWriter& writer) {
    const std::uint32_t number = field.info.number;
    if (field.number_type == NumberType::kUint32 || field.number_type == NumberType::kFixed32) {
      const auto value = ParseUint64(text);
      if (!value || *value > std::numeric_limits<std::uint32_t>::max()) return;
      const auto bits = static_cast<std::uint32_t>(*value);
      return field.number_type == NumberType::kUint32 ? writer.add_uint32(number, bits)
                                                      : writer.add_fixed32(number, bits);
    }
    if (const auto value = EnumNumber(field.number_type, text)) return writer.add_int32(number, *value);
    const auto value = ParseInt64(text);
    if (!value || *value < std::numeric_limits<std::int32_t>::min() ||
        *value > std::numeric_limits<std::int32_t>::max()) {
      return;
    }
    writer.add_int32(number, static_cast<std::int32_t>(*value));
  }

  void WriteText(std::uint32_t number, const RawString& text, ProtoWriter& writer) {
    if (!text.has_escape && ValidUtf8Prefix(text.text) == text.text.size()) {
      return writer.add_string(number, text.text.data(), text.text.size());
    }
    AppendUnescaped(text, scratch_);
    WriteScratch(number, writer);
  }

  void WriteScratch(std::uint32_t number, ProtoWriter& writer) {
    writer.add_bytes(number, scratch_.data(), scratch_.size());
  }

  std::string_view Text(const JsonScalar& value) { return Unescaped(value.text, text_); }

  JsonScanner scanner_;
  Bytes& out_;
  Bytes scratch_;
  Bytes text_;
};

}  // namespace

void OtlpToProtobuf(OtlpMessage message, std::string_view json, Bytes& out) {
  Translator(json, out).TakeObject(static_cast<Message>(message));
}

void MembersToProtobuf(Message message, std::string_view members, Bytes& out) {
  Translator(members, out).TakeMembers(message);
}

}  // namespace spanloom
