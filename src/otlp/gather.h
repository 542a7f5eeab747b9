#ifndef SPANLOOM_OTLP_GATHER_H_
#define SPANLOOM_OTLP_GATHER_H_

#include <string_view>

#include "base/bytes.h"
#include "encode/otlp_fields.h"

namespace spanloom {

// Protobuf may have the items of a list anywhere, a field more than once, and several members of a oneof. JSON may not.

// Whether a message has fields of which a reader has to make one: items of a list that lie apart, or a repeated field
// that is no list. O(fields), without those of nested messages.
bool HasScatteredFields(Message message, std::string_view fields);

// Appends the message without such fields: items side by side; of values the last one; of messages all in one, as
// protobuf merges them. Drops unknown fields. O(size).
void GatherFields(Message message, std::string_view fields, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_GATHER_H_
