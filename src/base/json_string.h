#ifndef SPANLOOM_BASE_JSON_STRING_H_
#define SPANLOOM_BASE_JSON_STRING_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends `text`, which must be well-formed UTF-8, as a quoted JSON string. Escapes only what RFC 8259 requires.
// O(length), eight bytes at a time where nothing needs an escape.
void AppendJsonString(Bytes& out, std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_JSON_STRING_H_
