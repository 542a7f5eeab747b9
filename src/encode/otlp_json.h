#ifndef SPANLOOM_ENCODE_OTLP_JSON_H_
#define SPANLOOM_ENCODE_OTLP_JSON_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends an ExportTraceServiceRequest as OTLP/JSON: ids in hex, 64-bit integers as strings, enums as numbers.
// Translates the output of EncodeOtlpProtobuf(), so both encodings always have the same content. O(size).
void OtlpJsonFromProtobuf(std::string_view request, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_JSON_H_
