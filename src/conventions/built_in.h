#ifndef SPANLOOM_CONVENTIONS_BUILT_IN_H_
#define SPANLOOM_CONVENTIONS_BUILT_IN_H_

#include <string_view>

#include "conventions/row.h"

namespace spanloom {

// How the built-in rows are written, one a line: tests/house/conventions.js reads them.
constexpr ConventionRow Attribute(std::string_view key, Holds holds) { return {Carrier::kSpan, {}, key, holds}; }
constexpr ConventionRow Event(std::string_view name, std::string_view key, Holds holds) {
  return {Carrier::kEvent, name, key, holds};
}
constexpr ConventionRow Log(std::string_view name, std::string_view key, Holds holds) {
  return {Carrier::kLog, name, key, holds};
}

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_BUILT_IN_H_
