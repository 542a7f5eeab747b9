#ifndef SPANLOOM_ENCODE_JSON_VALUES_H_
#define SPANLOOM_ENCODE_JSON_VALUES_H_

#include <string_view>

#include "encode/json_writer.h"

namespace spanloom {

// JSON out of attributes in protobuf form: `fields` are KeyValue messages, each as a length-delimited field of any number, as
// AppendKeyValues() writes them. Both write the inside of a list or object, without its brackets.

// OTLP/JSON: `{"key": name, "value": {"stringValue": ...}}, ...`
void WriteOtlpAttributes(JsonWriter& json, std::string_view fields);

// One attribute with a string in OTLP/JSON.
void WriteOtlpAttribute(JsonWriter& json, std::string_view key, std::string_view value);

// Plain: `name: value, ...`; bytes as base64.
void WritePlainAttributes(JsonWriter& json, std::string_view fields);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_JSON_VALUES_H_
