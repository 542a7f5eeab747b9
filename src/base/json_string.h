#ifndef SPANLOOM_BASE_JSON_STRING_H_
#define SPANLOOM_BASE_JSON_STRING_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/word.h"

namespace spanloom {

// The high bit of each byte that a JSON string must escape: quotes, backslashes and control characters. Exact up to the
// first one.
inline std::uint64_t JsonSpecialBytes(std::uint64_t word) {
  return (EqualBytes(word, '"') | EqualBytes(word, '\\') | ControlBytes(word)) & kByteHighBits;
}

// Appends `text`, which must be well-formed UTF-8, as a quoted JSON string. Escapes only what RFC 8259 requires.
// O(length), eight bytes at a time where nothing needs an escape.
void AppendJsonString(Bytes& out, std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_JSON_STRING_H_
