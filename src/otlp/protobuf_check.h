#ifndef SPANLOOM_OTLP_PROTOBUF_CHECK_H_
#define SPANLOOM_OTLP_PROTOBUF_CHECK_H_

#include <string_view>

#include "encode/otlp_fields.h"
#include "otlp/request.h"

namespace spanloom {

// Checks that protobuf is well-formed, as deep as OTLP defines its messages, so that protozero's reader, which throws,
// has no reason to. Refuses groups, which no message of OTLP has, and nesting beyond kMaxDepth. O(size), without
// recursion.
RequestError CheckProtobuf(Message message, std::string_view bytes);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_PROTOBUF_CHECK_H_
