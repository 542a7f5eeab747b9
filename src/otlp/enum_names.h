#ifndef SPANLOOM_OTLP_ENUM_NAMES_H_
#define SPANLOOM_OTLP_ENUM_NAMES_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "encode/otlp_fields.h"

namespace spanloom {

// The number of an enum's name, such as SPAN_KIND_CLIENT. OTLP/JSON has numbers only, but other writers of protobuf's
// JSON have names. O(names).
std::optional<std::int32_t> EnumNumber(NumberType type, std::string_view name);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_ENUM_NAMES_H_
