#ifndef SPANLOOM_ENGINE_SPAN_OUTPUT_H_
#define SPANLOOM_ENGINE_SPAN_OUTPUT_H_

#include <cstdint>

#include "base/array.h"
#include "base/bytes.h"
#include "engine/envelopes.h"
#include "engine/stored_trace.h"
#include "otlp/request.h"

namespace spanloom {

// Appends the spans of all these traces, in order of arrival, as one request in their envelopes, each span with the
// links that it did not have. Envelopes of one request stay as they came; those of different requests become one if
// they follow each other and their shells are equal. Returns how many spans and empty envelopes these were; for none,
// nothing is written. O(n log n), and O(size).
std::uint32_t WriteSpans(const Array<StoredTrace*>& traces, const Envelopes& envelopes, Encoding encoding, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_SPAN_OUTPUT_H_
