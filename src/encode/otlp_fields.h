#ifndef SPANLOOM_ENCODE_OTLP_FIELDS_H_
#define SPANLOOM_ENCODE_OTLP_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace spanloom {

// The messages of OTLP. spanloom sends the first 13.
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
  kLogsRequest,
  kResourceLogs,
  kScopeLogs,
  kLogRecord,
  kEntityRef,
};
constexpr std::size_t kSentMessages = 13;

// How the JSON encoding writes the value of a field.
enum class Form : std::uint8_t {
  kMessage,  // {...}
  kText,     // "..."
  kHex,      // bytes of an id
  kBase64,   // other bytes
  kNumber,   // varint, if NumberType says no other
  kBool,     // varint
  kInt64,    // varint, in quotes
  kFixed64,  // in quotes
  kDouble,
};

struct FieldInfo {
  Message message = Message::kRequest;
  std::uint8_t number = 0;
  std::string_view name;
  Form form = Form::kMessage;
  Message child = Message::kRequest;
  bool is_repeated = false;
};

// The numbers of Form::kNumber.
enum class NumberType : std::uint8_t { kUint32, kInt32, kFixed32, kSpanKind, kStatusCode, kSeverity };

struct OtlpField {
  FieldInfo info;
  bool is_sent;  // by the tracer
  NumberType number_type = NumberType::kUint32;
};
constexpr bool kSent = true;
constexpr bool kOnlyRead = false;

// All fields of OTLP's traces and logs (opentelemetry-proto: collector/{trace,logs}/v1, trace/v1, logs/v1, resource/v1,
// common/v1), by message and number.
constexpr OtlpField kAllOtlpFields[] = {
    {{Message::kRequest, 1, "resourceSpans", Form::kMessage, Message::kResourceSpans, true}, kSent},
    {{Message::kResourceSpans, 1, "resource", Form::kMessage, Message::kResource}, kSent},
    {{Message::kResourceSpans, 2, "scopeSpans", Form::kMessage, Message::kScopeSpans, true}, kSent},
    {{Message::kResourceSpans, 3, "schemaUrl", Form::kText}, kOnlyRead},
    {{Message::kResource, 1, "attributes", Form::kMessage, Message::kKeyValue, true}, kSent},
    {{Message::kResource, 2, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kResource, 3, "entityRefs", Form::kMessage, Message::kEntityRef, true}, kOnlyRead},
    {{Message::kScopeSpans, 1, "scope", Form::kMessage, Message::kScope}, kSent},
    {{Message::kScopeSpans, 2, "spans", Form::kMessage, Message::kSpan, true}, kSent},
    {{Message::kScopeSpans, 3, "schemaUrl", Form::kText}, kOnlyRead},
    {{Message::kScope, 1, "name", Form::kText}, kSent},
    {{Message::kScope, 2, "version", Form::kText}, kSent},
    {{Message::kScope, 3, "attributes", Form::kMessage, Message::kKeyValue, true}, kOnlyRead},
    {{Message::kScope, 4, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kSpan, 1, "traceId", Form::kHex}, kSent},
    {{Message::kSpan, 2, "spanId", Form::kHex}, kSent},
    {{Message::kSpan, 3, "traceState", Form::kText}, kSent},
    {{Message::kSpan, 4, "parentSpanId", Form::kHex}, kSent},
    {{Message::kSpan, 5, "name", Form::kText}, kSent},
    {{Message::kSpan, 6, "kind", Form::kNumber}, kSent, NumberType::kSpanKind},
    {{Message::kSpan, 7, "startTimeUnixNano", Form::kFixed64}, kSent},
    {{Message::kSpan, 8, "endTimeUnixNano", Form::kFixed64}, kSent},
    {{Message::kSpan, 9, "attributes", Form::kMessage, Message::kKeyValue, true}, kSent},
    {{Message::kSpan, 10, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kSpan, 11, "events", Form::kMessage, Message::kEvent, true}, kSent},
    {{Message::kSpan, 12, "droppedEventsCount", Form::kNumber}, kOnlyRead},
    {{Message::kSpan, 13, "links", Form::kMessage, Message::kLink, true}, kSent},
    {{Message::kSpan, 14, "droppedLinksCount", Form::kNumber}, kSent},
    {{Message::kSpan, 15, "status", Form::kMessage, Message::kStatus}, kSent},
    {{Message::kSpan, 16, "flags", Form::kNumber}, kSent, NumberType::kFixed32},
    {{Message::kEvent, 1, "timeUnixNano", Form::kFixed64}, kSent},
    {{Message::kEvent, 2, "name", Form::kText}, kSent},
    {{Message::kEvent, 3, "attributes", Form::kMessage, Message::kKeyValue, true}, kSent},
    {{Message::kEvent, 4, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kLink, 1, "traceId", Form::kHex}, kSent},
    {{Message::kLink, 2, "spanId", Form::kHex}, kSent},
    {{Message::kLink, 3, "traceState", Form::kText}, kOnlyRead},
    {{Message::kLink, 4, "attributes", Form::kMessage, Message::kKeyValue, true}, kSent},
    {{Message::kLink, 5, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kLink, 6, "flags", Form::kNumber}, kSent, NumberType::kFixed32},
    {{Message::kStatus, 2, "message", Form::kText}, kSent},
    {{Message::kStatus, 3, "code", Form::kNumber}, kSent, NumberType::kStatusCode},
    {{Message::kKeyValue, 1, "key", Form::kText}, kSent},
    {{Message::kKeyValue, 2, "value", Form::kMessage, Message::kAnyValue}, kSent},
    {{Message::kKeyValue, 3, "keyStrindex", Form::kNumber}, kOnlyRead, NumberType::kInt32},
    {{Message::kAnyValue, 1, "stringValue", Form::kText}, kSent},
    {{Message::kAnyValue, 2, "boolValue", Form::kBool}, kSent},
    {{Message::kAnyValue, 3, "intValue", Form::kInt64}, kSent},
    {{Message::kAnyValue, 4, "doubleValue", Form::kDouble}, kSent},
    {{Message::kAnyValue, 5, "arrayValue", Form::kMessage, Message::kArrayValue}, kSent},
    {{Message::kAnyValue, 6, "kvlistValue", Form::kMessage, Message::kKeyValueList}, kSent},
    {{Message::kAnyValue, 7, "bytesValue", Form::kBase64}, kSent},
    {{Message::kAnyValue, 8, "stringValueStrindex", Form::kNumber}, kOnlyRead, NumberType::kInt32},
    {{Message::kArrayValue, 1, "values", Form::kMessage, Message::kAnyValue, true}, kSent},
    {{Message::kKeyValueList, 1, "values", Form::kMessage, Message::kKeyValue, true}, kSent},
    {{Message::kLogsRequest, 1, "resourceLogs", Form::kMessage, Message::kResourceLogs, true}, kOnlyRead},
    {{Message::kResourceLogs, 1, "resource", Form::kMessage, Message::kResource}, kOnlyRead},
    {{Message::kResourceLogs, 2, "scopeLogs", Form::kMessage, Message::kScopeLogs, true}, kOnlyRead},
    {{Message::kResourceLogs, 3, "schemaUrl", Form::kText}, kOnlyRead},
    {{Message::kScopeLogs, 1, "scope", Form::kMessage, Message::kScope}, kOnlyRead},
    {{Message::kScopeLogs, 2, "logRecords", Form::kMessage, Message::kLogRecord, true}, kOnlyRead},
    {{Message::kScopeLogs, 3, "schemaUrl", Form::kText}, kOnlyRead},
    {{Message::kLogRecord, 1, "timeUnixNano", Form::kFixed64}, kOnlyRead},
    {{Message::kLogRecord, 2, "severityNumber", Form::kNumber}, kOnlyRead, NumberType::kSeverity},
    {{Message::kLogRecord, 3, "severityText", Form::kText}, kOnlyRead},
    {{Message::kLogRecord, 5, "body", Form::kMessage, Message::kAnyValue}, kOnlyRead},
    {{Message::kLogRecord, 6, "attributes", Form::kMessage, Message::kKeyValue, true}, kOnlyRead},
    {{Message::kLogRecord, 7, "droppedAttributesCount", Form::kNumber}, kOnlyRead},
    {{Message::kLogRecord, 8, "flags", Form::kNumber}, kOnlyRead, NumberType::kFixed32},
    {{Message::kLogRecord, 9, "traceId", Form::kHex}, kOnlyRead},
    {{Message::kLogRecord, 10, "spanId", Form::kHex}, kOnlyRead},
    {{Message::kLogRecord, 11, "observedTimeUnixNano", Form::kFixed64}, kOnlyRead},
    {{Message::kLogRecord, 12, "eventName", Form::kText}, kOnlyRead},
    {{Message::kEntityRef, 1, "schemaUrl", Form::kText}, kOnlyRead},
    {{Message::kEntityRef, 2, "type", Form::kText}, kOnlyRead},
    {{Message::kEntityRef, 3, "idKeys", Form::kText, Message::kRequest, true}, kOnlyRead},
    {{Message::kEntityRef, 4, "descriptionKeys", Form::kText, Message::kRequest, true}, kOnlyRead},
};

constexpr std::size_t kSentFields = [] {
  std::size_t count = 0;
  for (const OtlpField& field : kAllOtlpFields) count += field.is_sent ? 1 : 0;
  return count;
}();

// The fields that spanloom sends. Aligned like an array of C, which keeps the modules' size.
alignas(16) constexpr auto kOtlpFields = [] {
  std::array<FieldInfo, kSentFields> sent{};
  std::size_t at = 0;
  for (const OtlpField& field : kAllOtlpFields) {
    if (field.is_sent) sent[at++] = field.info;
  }
  return sent;
}();

// The index of a field in kOtlpFields, by message and number.
constexpr auto kOtlpFieldIndex = [] {
  std::array<std::array<std::uint8_t, 17>, kSentMessages> index{};
  std::uint8_t at = 0;
  for (const FieldInfo& field : kOtlpFields) index[static_cast<std::size_t>(field.message)][field.number] = at++;
  return index;
}();

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_FIELDS_H_
