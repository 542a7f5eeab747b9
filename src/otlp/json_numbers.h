#ifndef SPANLOOM_OTLP_JSON_NUMBERS_H_
#define SPANLOOM_OTLP_JSON_NUMBERS_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace spanloom {

// The numbers that OTLP/JSON writes as numbers or strings. `text` is the JSON number, or what is between the quotes.
// Nothing is returned if it is no number or does not fit. O(length).

// Also in forms like 1e3, 12.0 and 1500e-2, which are integers.
std::optional<std::uint64_t> ParseUint64(std::string_view text);
std::optional<std::int64_t> ParseInt64(std::string_view text);

// Also NaN, Infinity and -Infinity.
std::optional<double> ParseDouble(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_NUMBERS_H_
