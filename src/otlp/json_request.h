#ifndef SPANLOOM_OTLP_JSON_REQUEST_H_
#define SPANLOOM_OTLP_JSON_REQUEST_H_

#include <string_view>

#include "otlp/request.h"
#include "otlp/request_parts.h"

namespace spanloom {

// Reads a request in JSON, for ReadTraces() and ReadLogs(). If a name occurs twice, the last one tells an id or time;
// arrays of children are all read. O(size).
RequestError ReadJsonRequest(bool is_logs, std::string_view request, RequestParts& parts);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_REQUEST_H_
