#include "otlp/request.h"

#include "otlp/protobuf_request.h"
#include "otlp/request_parts.h"

namespace spanloom {
namespace {

RequestError Read(bool is_logs, std::string_view request, Encoding encoding, RequestVisitor& visitor) {
  if (encoding == Encoding::kJson) return {"JSON is not read yet", 0};
  RequestParts parts(encoding == Encoding::kJson ? "," : "");
  const RequestError error = ReadProtobufRequest(is_logs, request, parts);
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
