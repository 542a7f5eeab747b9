#ifndef SPANLOOM_ENCODE_LINKS_JSON_H_
#define SPANLOOM_ENCODE_LINKS_JSON_H_

#include "base/bytes.h"
#include "encode/batch.h"

namespace spanloom {

// Appends a JSON array with a list for each span: its links as `{"traceId", "spanId", "attributes": {name: value}}`,
// first those made by hand. Where text stands is said besides the attributes, as `"ranges": {"from": [[start, end],
// ...], "to": [...]}`.
void EncodeLinksJson(const Batch& batch, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_LINKS_JSON_H_
