#ifndef SPANLOOM_OTLP_PROTOBUF_REQUEST_H_
#define SPANLOOM_OTLP_PROTOBUF_REQUEST_H_

#include <string_view>

#include "otlp/request.h"
#include "otlp/request_parts.h"

namespace spanloom {

// Reads a request in protobuf, for ReadTraces() and ReadLogs(). O(size).
RequestError ReadProtobufRequest(bool is_logs, std::string_view request, RequestParts& parts);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_PROTOBUF_REQUEST_H_
