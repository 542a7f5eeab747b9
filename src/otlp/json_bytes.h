#ifndef SPANLOOM_OTLP_JSON_BYTES_H_
#define SPANLOOM_OTLP_JSON_BYTES_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Decode bytes that JSON has as text, and return whether it was valid; otherwise `out` may have a part. O(length).

// Hexadecimal digits of either case.
bool AppendHexBytes(std::string_view text, Bytes& out);

// Base64 of the standard or the URL-safe alphabet, with or without padding.
bool AppendBase64Bytes(std::string_view text, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_BYTES_H_
