#include "otlp/request.h"

#include "otlp/json_request.h"
#include "otlp/protobuf_request.h"
#include "otlp/request_parts.h"

namespace spanloom {
namespace {

RequestError Read(bool is_logs, std::string_view request, Encoding encoding, RequestVisitor& visitor) {
  const bool is_json = encoding == Encoding::kJson;
  RequestParts parts(is_json ? "," : "");
  const RequestError error =
      is_json ? ReadJsonRequest(is_logs, request, parts) : ReadProtobufRequest(is_logs, request, parts);
  if (error.what == nullptr) parts.Visit(is_logs, visitor);
  return error;
}

}  // namespace

RequestError ReadTraces(std::string_view request, Encoding encoding, RequestVisitor& visitor) {
  return Read(false, request, encoding, visitor);
}

RequestError ReadLogs(std::string_view request, Encoding encoding, RequestVisitor& visitor) {
  return Read(true, request, encoding, visitor);
}

}  // namespace spanloom
