#ifndef SPANLOOM_OTLP_JSON_LINKS_H_
#define SPANLOOM_OTLP_JSON_LINKS_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends a span, which is an object of JSON, with links at the end of its array of links; it gets one if it has none.
// `links` are fields 13 of the message Span, in protobuf. Nothing else changes. O(size).
void AppendSpanWithLinks(std::string_view span, std::string_view links, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_LINKS_H_
