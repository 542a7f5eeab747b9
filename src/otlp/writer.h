#ifndef SPANLOOM_OTLP_WRITER_H_
#define SPANLOOM_OTLP_WRITER_H_

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "otlp/request.h"

namespace spanloom {

class JsonLevels;
class ProtobufLevels;

// Writes one ExportTraceServiceRequest of spans that came in other requests, each with links added at its end. What
// came in the encoding that is written is copied byte for byte; other spans and shells are translated, without the
// fields that OTLP does not define. A request that was read and is written in its order is equal byte for byte, if it
// had no fields between children, no white space between levels, and no length in more bytes than it needs.
//
// Call Open...() for each level that changes, then AddSpan() for its spans; then Finish(). Spans that follow each other
// share the levels that are open; a level may also stay empty. Borrows nothing after a call. O(size).
//
//   RequestWriter writer(Encoding::kJson, out);
//   writer.OpenRequest(request, from);
//   writer.OpenResource(resource, from);
//   writer.OpenScope(scope, from);
//   writer.AddSpan(span, from, links);
//   writer.Finish();
class RequestWriter {
 public:
  // `out` must be empty, and belongs to the writer until Finish().
  RequestWriter(Encoding encoding, Bytes& out);
  ~RequestWriter();
  RequestWriter(const RequestWriter&) = delete;
  RequestWriter& operator=(const RequestWriter&) = delete;

  // Opens a level, and closes the one that was open. `from` is the encoding of the shell. What several requests had
  // becomes one request, with the fields of all of them.
  void OpenRequest(const Shell& request, Encoding from) { Open(0, request, from); }
  void OpenResource(const Shell& resource, Encoding from) { Open(1, resource, from); }
  void OpenScope(const Shell& scope, Encoding from) { Open(2, scope, from); }

  // Adds a span. `links` are fields 13 of the message Span, in protobuf whatever the encoding: they are appended to the
  // span, or to the array of links that its JSON has.
  void AddSpan(std::string_view span, Encoding from, std::string_view links);

  void Finish();

 private:
  void Open(std::size_t level, const Shell& shell, Encoding from);

  std::unique_ptr<ProtobufLevels> protobuf_;  // one of the two
  std::unique_ptr<JsonLevels> json_;
  Bytes head_;  // translated
  Bytes tail_;
  Bytes span_;
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_WRITER_H_
