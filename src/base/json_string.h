#ifndef SPANLOOM_BASE_JSON_STRING_H_
#define SPANLOOM_BASE_JSON_STRING_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends `text`, well-formed UTF-8, as a JSON string with its quotes. Only what has to be is escaped.
void AppendJsonString(Bytes& out, std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_JSON_STRING_H_
