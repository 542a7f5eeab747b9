#ifndef SPANLOOM_ENCODE_OTLP_FIELDS_H_
#define SPANLOOM_ENCODE_OTLP_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace spanloom {

// The messages of OTLP that spanloom sends.
enum class Message : std::uint8_t {
  kRequest,
  kResourceSpans,
  kResource,
  kScopeSpans,
  kScope,
  kSpan,
  kEvent,
  kLink,
  kStatus,
  kKeyValue,
  kAnyValue,
  kArrayValue,
  kKeyValueList,
};
constexpr std::size_t kMessages = 13;

// How the JSON encoding writes the value of a field.
enum class Form : std::uint8_t {
  kMessage,  // {...}
  kText,     // "..."
  kHex,      // bytes of an id
  kBase64,   // other bytes
  kNumber,   // varint
  kBool,     // varint
  kInt64,    // varint, in quotes
  kFixed64,  // in quotes
  kDouble,
};

struct FieldInfo {
  Message message;
  std::uint8_t number;
  std::string_view name;
  Form form;
  Message child = Message::kRequest;
  bool is_repeated = false;
};

// The fields of OTLP that spanloom sends (opentelemetry-proto: collector/trace/v1, trace/v1, resource/v1, common/v1).
constexpr FieldInfo kOtlpFields[] = {
    {Message::kRequest, 1, "resourceSpans", Form::kMessage, Message::kResourceSpans, true},
    {Message::kResourceSpans, 1, "resource", Form::kMessage, Message::kResource},
    {Message::kResourceSpans, 2, "scopeSpans", Form::kMessage, Message::kScopeSpans, true},
    {Message::kResource, 1, "attributes", Form::kMessage, Message::kKeyValue, true},
    {Message::kScopeSpans, 1, "scope", Form::kMessage, Message::kScope},
    {Message::kScopeSpans, 2, "spans", Form::kMessage, Message::kSpan, true},
    {Message::kScope, 1, "name", Form::kText},
    {Message::kScope, 2, "version", Form::kText},
    {Message::kSpan, 1, "traceId", Form::kHex},
    {Message::kSpan, 2, "spanId", Form::kHex},
    {Message::kSpan, 4, "parentSpanId", Form::kHex},
    {Message::kSpan, 5, "name", Form::kText},
    {Message::kSpan, 6, "kind", Form::kNumber},
    {Message::kSpan, 7, "startTimeUnixNano", Form::kFixed64},
    {Message::kSpan, 8, "endTimeUnixNano", Form::kFixed64},
    {Message::kSpan, 9, "attributes", Form::kMessage, Message::kKeyValue, true},
    {Message::kSpan, 11, "events", Form::kMessage, Message::kEvent, true},
    {Message::kSpan, 13, "links", Form::kMessage, Message::kLink, true},
    {Message::kSpan, 14, "droppedLinksCount", Form::kNumber},
    {Message::kSpan, 15, "status", Form::kMessage, Message::kStatus},
    {Message::kEvent, 1, "timeUnixNano", Form::kFixed64},
    {Message::kEvent, 2, "name", Form::kText},
    {Message::kEvent, 3, "attributes", Form::kMessage, Message::kKeyValue, true},
    {Message::kLink, 1, "traceId", Form::kHex},
    {Message::kLink, 2, "spanId", Form::kHex},
    {Message::kLink, 4, "attributes", Form::kMessage, Message::kKeyValue, true},
    {Message::kStatus, 2, "message", Form::kText},
    {Message::kStatus, 3, "code", Form::kNumber},
    {Message::kKeyValue, 1, "key", Form::kText},
    {Message::kKeyValue, 2, "value", Form::kMessage, Message::kAnyValue},
    {Message::kAnyValue, 1, "stringValue", Form::kText},
    {Message::kAnyValue, 2, "boolValue", Form::kBool},
    {Message::kAnyValue, 3, "intValue", Form::kInt64},
    {Message::kAnyValue, 4, "doubleValue", Form::kDouble},
    {Message::kAnyValue, 5, "arrayValue", Form::kMessage, Message::kArrayValue},
    {Message::kAnyValue, 6, "kvlistValue", Form::kMessage, Message::kKeyValueList},
    {Message::kAnyValue, 7, "bytesValue", Form::kBase64},
    {Message::kArrayValue, 1, "values", Form::kMessage, Message::kAnyValue, true},
    {Message::kKeyValueList, 1, "values", Form::kMessage, Message::kKeyValue, true},
};

// The index of a field in kOtlpFields, by message and number.
constexpr auto kOtlpFieldIndex = [] {
  std::array<std::array<std::uint8_t, 16>, kMessages> index{};
  std::uint8_t at = 0;
  for (const FieldInfo& field : kOtlpFields) index[static_cast<std::size_t>(field.message)][field.number] = at++;
  return index;
}();

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_FIELDS_H_
