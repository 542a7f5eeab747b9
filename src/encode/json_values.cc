#include "encode/json_values.h"

#include <cstring>

#include "encode/proto_reader.h"

namespace spanloom {
namespace {

enum class Form : std::uint8_t { kOtlp, kPlain };

void WriteValue(JsonWriter& json, Form form, std::string_view any);

void WriteKeyValue(JsonWriter& json, Form form, std::string_view message) {
  std::string_view key;
  std::string_view value;
  for (ProtoReader reader(message); reader.Next();) (reader.number() == 1 ? key : value) = reader.TakeView();
  if (form == Form::kPlain) {
    json.Key(key);
    return WriteValue(json, form, value);
  }
  json.Open('{');
  json.Key("key");
  json.String(key);
  json.Key("value");
  WriteValue(json, form, value);
  json.Close('}');
}

void WriteList(JsonWriter& json, Form form, std::string_view list, bool is_array) {
  if (form == Form::kOtlp) {
    json.Open('{');
    json.Key("values");
  }
  const bool is_object = form == Form::kPlain && !is_array;
  json.Open(is_object ? '{' : '[');
  for (ProtoReader reader(list); reader.Next();) {
    if (is_array) {
      WriteValue(json, form, reader.TakeView());
    } else {
      WriteKeyValue(json, form, reader.TakeView());
    }
  }
  json.Close(is_object ? '}' : ']');
  if (form == Form::kOtlp) json.Close('}');
}

void WriteMember(JsonWriter& json, Form form, ProtoReader& any) {
  switch (any.number()) {
    case 1: return json.String(any.TakeView());
    case 2: return json.Bool(any.TakeVarint() != 0);
    case 3: return json.Signed(static_cast<std::int64_t>(any.TakeVarint()), form == Form::kOtlp);
    case 4: {
      const std::uint64_t bits = any.TakeFixed64();
      double value;
      std::memcpy(&value, &bits, sizeof value);
      return json.Double(value);
    }
    case 5: return WriteList(json, form, any.TakeView(), true);
    case 6: return WriteList(json, form, any.TakeView(), false);
    default: return json.Base64(any.TakeView());
  }
}

void WriteValue(JsonWriter& json, Form form, std::string_view message) {
  constexpr std::string_view kNames[] = {"",           "stringValue", "boolValue",   "intValue",
                                         "doubleValue", "arrayValue",  "kvlistValue", "bytesValue"};
  ProtoReader any(message);
  const bool is_set = any.Next();
  if (form == Form::kPlain) return is_set ? WriteMember(json, form, any) : json.Null();
  json.Open('{');
  if (is_set) {
    json.Key(kNames[any.number()]);
    WriteMember(json, form, any);
  }
  json.Close('}');
}

void WriteAll(JsonWriter& json, Form form, std::string_view fields) {
  for (ProtoReader reader(fields); reader.Next();) WriteKeyValue(json, form, reader.TakeView());
}

}  // namespace

void WriteOtlpAttributes(JsonWriter& json, std::string_view fields) { WriteAll(json, Form::kOtlp, fields); }

void WritePlainAttributes(JsonWriter& json, std::string_view fields) { WriteAll(json, Form::kPlain, fields); }

void WriteOtlpAttribute(JsonWriter& json, std::string_view key, std::string_view value) {
  json.Open('{');
  json.Key("key");
  json.String(key);
  json.Key("value");
  json.Open('{');
  json.Key("stringValue");
  json.String(value);
  json.Close('}');
  json.Close('}');
}

}  // namespace spanloom
