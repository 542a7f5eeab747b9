#include "otlp/json_numbers.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "structure/json_number.h"

namespace spanloom {
namespace {

bool IsJsonNumber(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  JsonNumber number;
  return ReadJsonNumber(at, end, number) && at == end;
}

// The digits of an integer without its sign; nothing if it is none, or too large.
std::optional<std::uint64_t> ParseMagnitude(std::string_view text) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  constexpr std::int64_t kMaxExponent = 1'000'000'000;
  std::uint64_t value = 0;
  std::int64_t zeros = 0;     // behind the digits of `value`
  std::int64_t exponent = 0;  // of the last digit
  bool is_fraction = false;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    if (text[at] == '.') {
      is_fraction = true;
      continue;
    }
    if (is_fraction) --exponent;
    ++zeros;
    if (text[at] == '0') continue;
    for (; zeros > 1 && value != 0; --zeros) {
      if (value > kMax / 10) return std::nullopt;
      value *= 10;
    }
    zeros = 0;
    const auto digit = static_cast<std::uint64_t>(text[at] - '0');
    if (value > (kMax - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  if (value == 0) return 0;
  if (at < text.size()) {
    const bool is_negative = text[++at] == '-';
    std::int64_t written = 0;
    for (at += is_negative || text[at] == '+' ? 1 : 0; at < text.size(); ++at) {
      if (written < kMaxExponent) written = written * 10 + (text[at] - '0');
    }
    exponent += is_negative ? -written : written;
  }
  exponent += zeros;
  if (exponent < 0) return std::nullopt;
  for (; exponent > 0; --exponent) {
    if (value > kMax / 10) return std::nullopt;
    value *= 10;
  }
  return value;
}

}  // namespace

std::optional<std::uint64_t> ParseUint64(std::string_view text) {
  if (!IsJsonNumber(text)) return std::nullopt;
  const bool is_negative = text.front() == '-';
  const std::optional<std::uint64_t> value = ParseMagnitude(text.substr(is_negative ? 1 : 0));
  return is_negative && value != 0 ? std::nullopt : value;
}

std::optional<std::int64_t> ParseInt64(std::string_view text) {
  if (!IsJsonNumber(text)) return std::nullopt;
  const bool is_negative = text.front() == '-';
  const std::optional<std::uint64_t> value = ParseMagnitude(text.substr(is_negative ? 1 : 0));
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!value.has_value() || *value > kMax + (is_negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(is_negative ? 0 - *value : *value);
}

std::optional<double> ParseDouble(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  if (!IsJsonNumber(text)) return std::nullopt;
  const double value = std::strtod(std::string(text).c_str(), nullptr);
  if (std::isinf(value)) return std::nullopt;
  return value;
}

}  // namespace spanloom
