#ifndef SPANLOOM_ENCODE_KEY_VALUES_H_
#define SPANLOOM_ENCODE_KEY_VALUES_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "log/reader.h"

namespace spanloom {

// OTLP's attributes (opentelemetry/proto/common/v1), each as a field `number` of the message `out` is the inside of:
//   KeyValue { 1: string key, 2: AnyValue value }
//   AnyValue { oneof: 1 string, 2 bool, 3 int64, 4 double, 5 ArrayValue, 6 KeyValueList, 7 bytes }
//   ArrayValue { 1: repeated AnyValue }, KeyValueList { 1: repeated KeyValue }

// All attributes of a record. Text becomes well-formed UTF-8.
void AppendKeyValues(Bytes& out, std::uint32_t number, Items items);

// One attribute with a string; `value` is well-formed. One copy, no more.
void AppendStringKeyValue(Bytes& out, std::uint32_t number, std::string_view key, std::string_view value);

// An event and a link made by hand, as fields 11 and 13 of the message Span, all their fields written and in order of
// number:
//   Event { 1: fixed64 time_unix_nano, 2: string name, 3: repeated KeyValue attributes }
//   Link { 1: bytes trace_id, 2: bytes span_id, 4: repeated KeyValue attributes }
void AppendEvent(Bytes& out, const EventRecord& event);
void AppendLink(Bytes& out, const LinkRecord& link);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_KEY_VALUES_H_
