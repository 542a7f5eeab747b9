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

// Appends the links of a span that the batch wants, as fields 13 of the message Span: first those made by hand.
void AppendLinks(Bytes& out, const Batch& batch, const SpanData& span);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_PROTOBUF_H_
