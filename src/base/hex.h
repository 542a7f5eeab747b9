#ifndef SPANLOOM_BASE_HEX_H_
#define SPANLOOM_BASE_HEX_H_

#include <cstdint>

namespace spanloom {

inline constexpr char kHexDigits[] = "0123456789abcdef";

// Returned by HexValue() for anything that is not a digit. Larger than every digit, so one comparison rejects it.
inline constexpr std::uint32_t kNoHexDigit = 16;

// The value of a hexadecimal digit in either case. O(1).
inline std::uint32_t HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : kNoHexDigit;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_HEX_H_
