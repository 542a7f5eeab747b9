#ifndef SPANLOOM_ENCODE_OTLP_JSON_H_
#define SPANLOOM_ENCODE_OTLP_JSON_H_

#include "base/bytes.h"
#include "encode/batch.h"

namespace spanloom {

// Appends an ExportTraceServiceRequest with one resource and one scope in OTLP's JSON: ids in hex, 64-bit integers as strings,
// enums as numbers, defaults left out.
void EncodeOtlpJson(const Batch& batch, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_OTLP_JSON_H_
