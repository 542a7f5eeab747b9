#ifndef SPANLOOM_OTLP_TRANSLATE_H_
#define SPANLOOM_OTLP_TRANSLATE_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "encode/otlp_fields.h"

namespace spanloom {

// The messages that can be translated by themselves.
enum class OtlpMessage : std::uint8_t {
  kSpan = static_cast<std::uint8_t>(Message::kSpan),
  kLogRecord = static_cast<std::uint8_t>(Message::kLogRecord),
  kAnyValue = static_cast<std::uint8_t>(Message::kAnyValue),
};

// Appends the protobuf encoding of a message in OTLP/JSON, which is valid JSON. Members that OTLP does not define are
// left out, and so are values of the wrong type and numbers that do not fit. Accepts what the protocol allows: integers
// as numbers or strings, ids in hex of either case; and beyond it base64 of either alphabet, and names of enums. Bytes
// that are no UTF-8 become U+FFFD. O(size).
void OtlpToProtobuf(OtlpMessage message, std::string_view json, Bytes& out);

// The reverse, for well-formed protobuf (see CheckProtobuf()) in any order of fields. O(size); where fields of a
// message lie apart or occur twice, O(size) for each level of nesting.
void OtlpToJson(OtlpMessage message, std::string_view protobuf, Bytes& out);

// The same for any message, with members without braces around them. If `out` has members already, a comma follows
// them.
void MembersToProtobuf(Message message, std::string_view members, Bytes& out);
void FieldsToJson(Message message, std::string_view fields, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_TRANSLATE_H_
