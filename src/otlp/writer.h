#ifndef SPANLOOM_OTLP_WRITER_H_
#define SPANLOOM_OTLP_WRITER_H_

#include <string_view>

#include "base/bytes.h"
#include "otlp/request.h"

namespace spanloom {

// Writes one ExportTraceServiceRequest of spans that came in other requests, each with links added at its end. What
// came in the encoding that is written is copied byte for byte; other spans and shells are translated, without the
// fields that OTLP does not define. Spans and shells of one scope that follow each other share it, so a request that
// was read and is written in its order is equal byte for byte.
//
// Call Open...() for each level that changes, then AddSpan() for its spans; then Finish(). Borrows nothing after a
// call. O(size).
class RequestWriter {
 public:
  RequestWriter(Encoding encoding, Bytes& out);

  // Opens a level, and closes the one that was open. `from` is the encoding of the shell.
  void OpenRequest(const Shell& request, Encoding from);
  void OpenResource(const Shell& resource, Encoding from);
  void OpenScope(const Shell& scope, Encoding from);

  // Adds a span. `links` are fields 13 of the message Span, in protobuf whatever the encoding: they are appended to the
  // span, or to the array of links that its JSON has.
  void AddSpan(std::string_view span, Encoding from, std::string_view links);

  void Finish();

 private:
  // To be filled in.
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_WRITER_H_
