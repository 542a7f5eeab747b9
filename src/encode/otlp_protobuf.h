#ifndef SPANLOOM_ENCODE_OTLP_PROTOBUF_H_
#define SPANLOOM_ENCODE_OTLP_PROTOBUF_H_

#include <cstddef>

#include "base/bytes.h"
#include "encode/batch.h"

namespace spanloom {

// Replaces `out` by an ExportTraceServiceRequest with one ResourceSpans and one ScopeSpans. Returns the offset where
// the request starts: the bytes before it were reserved for lengths that turned out shorter. O(size).
std::size_t EncodeOtlpProtobuf(const Batch& batch, Bytes& out);

// Appends a link that was found, as field 13 of the message Span. O(size).
void AppendFoundLink(Bytes& out, const Batch& batch, const SpanData& span, const FoundLink& found);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_PROTOBUF_H_
