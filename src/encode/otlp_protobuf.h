#ifndef SPANLOOM_ENCODE_OTLP_PROTOBUF_H_
#define SPANLOOM_ENCODE_OTLP_PROTOBUF_H_

#include <cstddef>

#include "base/bytes.h"
#include "encode/batch.h"

namespace spanloom {

// Writes an ExportTraceServiceRequest with one ResourceSpans and one ScopeSpans into `out`, whose content is lost;
// fields in order of number. Returns where in `out` it starts: the bytes before are room for lengths that were not
// needed.
std::size_t EncodeOtlpProtobuf(const Batch& batch, Bytes& out);

// Appends a link that was found, as field 13 of the message Span.
void AppendFoundLink(Bytes& out, const Batch& batch, const SpanData& span, const FoundLink& found);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_PROTOBUF_H_
