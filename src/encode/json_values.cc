#include "encode/json_values.h"

#include <protozero/pbf_reader.hpp>

namespace spanloom {
namespace {

using Reader = protozero::pbf_reader;

enum class Form : std::uint8_t { kOtlp, kPlain };

std::string_view ViewOf(const protozero::data_view& view) { return {view.data(), view.size()}; }

void WriteValue(JsonWriter& json, Form form, Reader any);

void WriteKeyValue(JsonWriter& json, Form form, Reader key_value) {
  std::string_view key;
  Reader value;
  while (key_value.next()) {
    if (key_value.tag() == 1) {
      key = ViewOf(key_value.get_view());
    } else {
      value = key_value.get_message();
    }
  }
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

void WriteList(JsonWriter& json, Form form, Reader list, bool is_array) {
  if (form == Form::kOtlp) {
    json.Open('{');
    json.Key("values");
  }
  const bool is_object = form == Form::kPlain && !is_array;
  json.Open(is_object ? '{' : '[');
  while (list.next()) {
    if (is_array) {
      WriteValue(json, form, list.get_message());
    } else {
      WriteKeyValue(json, form, list.get_message());
    }
  }
  json.Close(is_object ? '}' : ']');
  if (form == Form::kOtlp) json.Close('}');
}

void WriteMember(JsonWriter& json, Form form, Reader& any) {
  switch (any.tag()) {
    case 1: return json.String(ViewOf(any.get_view()));
    case 2: return json.Bool(any.get_bool());
    case 3: return form == Form::kOtlp ? json.SignedString(any.get_int64()) : json.Signed(any.get_int64());
    case 4: return json.Double(any.get_double());
    case 5: return WriteList(json, form, any.get_message(), true);
    case 6: return WriteList(json, form, any.get_message(), false);
    default: return json.Base64(ViewOf(any.get_view()));
  }
}

void WriteValue(JsonWriter& json, Form form, Reader any) {
  constexpr std::string_view kNames[] = {"",           "stringValue", "boolValue",   "intValue",
                                         "doubleValue", "arrayValue",  "kvlistValue", "bytesValue"};
  const bool is_set = any.next();
  if (form == Form::kPlain) return is_set ? WriteMember(json, form, any) : json.Null();
  json.Open('{');
  if (is_set) {
    json.Key(kNames[any.tag()]);
    WriteMember(json, form, any);
  }
  json.Close('}');
}

void WriteAll(JsonWriter& json, Form form, std::string_view fields) {
  Reader reader(fields.data(), fields.size());
  while (reader.next()) WriteKeyValue(json, form, reader.get_message());
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
