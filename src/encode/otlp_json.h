#ifndef SPANLOOM_ENCODE_OTLP_JSON_H_
#define SPANLOOM_ENCODE_OTLP_JSON_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends the JSON form of an ExportTraceServiceRequest, which EncodeOtlpProtobuf() wrote: ids in hex, 64-bit integers
// as strings, enums as numbers, what is left out there left out here. So both encodings say the same. O(size).
void OtlpJsonFromProtobuf(std::string_view request, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_JSON_H_
