#ifndef SPANLOOM_OTLP_TRANSLATE_H_
#define SPANLOOM_OTLP_TRANSLATE_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// The messages that can be translated by themselves. otlp/fields.h has the table of all.
enum class OtlpMessage : unsigned char { kSpan, kLogRecord, kAnyValue };

// Appends the protobuf encoding of a message in OTLP/JSON, which is valid JSON. Members that OTLP does not define are
// left out, and so are values of the wrong type. Accepts what the protocol allows: integers as numbers or strings, ids
// in hex of either case. O(size).
void OtlpToProtobuf(OtlpMessage message, std::string_view json, Bytes& out);

// The reverse, for well-formed protobuf in any order of fields. O(size).
void OtlpToJson(OtlpMessage message, std::string_view protobuf, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_TRANSLATE_H_
