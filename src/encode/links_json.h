#ifndef SPANLOOM_ENCODE_LINKS_JSON_H_
#define SPANLOOM_ENCODE_LINKS_JSON_H_

#include <string_view>

#include "base/bytes.h"
#include "encode/batch.h"

namespace spanloom {

// Appends the links of a batch as JSON, for the memory exporter and custom exporters: an array per span, with an object
// per link, first the links made by the user. O(size).
//   {"traceId": hex, "spanId": hex, "attributes": {name: value},
//    "pieces": [{"from": {"path", "range"}, "to": {...}}], "ranges": {"from": [[start, end]], "to": [...]}}
void EncodeLinksJson(const Batch& batch, Bytes& out);

// Appends links that are encoded as fields 13 of the message Span, as one array of such objects without pieces.
// O(size).
void AppendLinkListJson(std::string_view links, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_LINKS_JSON_H_
