#ifndef SPANLOOM_ENCODE_KEY_VALUES_H_
#define SPANLOOM_ENCODE_KEY_VALUES_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "log/reader.h"

namespace spanloom {

// Encodes the records of the event log as OTLP (opentelemetry/proto/common/v1 and trace/v1). Each function appends
// fields to the content of an open message, in order of field number, in O(size).
//
//   KeyValue { 1: string key, 2: AnyValue value }
//   AnyValue { oneof: 1 string, 2 bool, 3 int64, 4 double, 5 ArrayValue, 6 KeyValueList, 7 bytes }
//   ArrayValue { 1: repeated AnyValue }, KeyValueList { 1: repeated KeyValue }

// Appends the attributes of a record as fields `number`. Repairs text to well-formed UTF-8.
void AppendKeyValues(Bytes& out, std::uint32_t number, Items items);

// Appends one attribute with a string, which must be well-formed UTF-8. Copies it only once.
void AppendStringKeyValue(Bytes& out, std::uint32_t number, std::string_view key, std::string_view value);

// Append an event, and a link made by the user, as fields 11 and 13 of the message Span:
//   Event { 1: fixed64 time_unix_nano, 2: string name, 3: repeated KeyValue attributes }
//   Link { 1: bytes trace_id, 2: bytes span_id, 4: repeated KeyValue attributes }
void AppendEvent(Bytes& out, const EventRecord& event);
void AppendLink(Bytes& out, const LinkRecord& link);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_KEY_VALUES_H_
