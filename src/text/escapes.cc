#include "text/escapes.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "base/hex.h"
#include "text/entities.h"

namespace spanloom {
namespace {

// Text that was escaped this often is still read as escaped once.
constexpr std::uint32_t kMaxAmpersands = 8;
constexpr std::ptrdiff_t kMaxBackslashes = 31;

// Reads a number of 1 to `max` digits and moves `from` past it.
bool ReadDigits(const char*& from, const char* end, std::uint32_t base, int max, std::uint32_t& number) {
  number = 0;
  const char* const start = from;
  for (; from != end && from - start < max; ++from) {
    const std::uint32_t digit = HexValue(*from);
    if (digit >= base) break;
    number = number * base + digit;
  }
  return from != start;
}

// uXXXX
bool ReadUnit(const char*& from, const char* end, std::uint32_t& unit) {
  if (end - from < 5 || *from != 'u') return false;
  const char* at = from + 1;
  if (!ReadDigits(at, end, 16, 4, unit) || at - from != 5) return false;
  from = at;
  return true;
}

// Reads the name of a character, two to eight letters and digits up to a semicolon, and moves `from` past it. Returns
// the name in lower case with its first letter in the lowest byte, or 0.
std::uint64_t ReadName(const char*& from, const char* end) {
  constexpr std::uint32_t kMaxBits = 64;
  std::uint64_t name = 0;
  std::uint32_t bits = 0;
  const char* at = from;
  for (; at != end && *at != ';'; ++at, bits += 8) {
    const std::uint64_t byte = static_cast<unsigned char>(*at) | 0x20U;
    const bool is_letter = byte >= 'a' && byte <= 'z';
    if (bits == kMaxBits || (!is_letter && (at == from || *at < '0' || *at > '9'))) return 0;
    name |= byte << bits;
  }
  if (at == end || bits < 16) return 0;
  from = at + 1;
  return name;
}

// Reads the reference after an ampersand and moves `from` past it. Returns 0 if it is not one of a letter.
std::uint32_t ReadReference(const char*& from, const char* end) {
  constexpr std::string_view kAgain = "amp;";
  for (std::uint32_t i = 0; i < kMaxAmpersands; ++i) {
    if (!std::string_view(from, static_cast<std::size_t>(end - from)).starts_with(kAgain)) break;
    from += kAgain.size();
  }
  if (const std::uint64_t name = ReadName(from, end); name != 0) return NamedLetter(name);
  const char* at = from;
  if (at == end || *at++ != '#') return 0;
  const bool is_hex = at != end && (*at | 0x20) == 'x';
  if (is_hex) ++at;
  std::uint32_t number;
  if (!ReadDigits(at, end, is_hex ? 16 : 10, is_hex ? 6 : 7, number) || at == end || *at != ';') return 0;
  from = at + 1;
  return number;
}

// Reads the escape after a backslash and moves `from` past it. Leaves other characters alone, also a second backslash:
// it may start an escape itself.
std::uint32_t ReadBackslash(const char*& from, const char* end) {
  std::uint32_t unit;
  if (!ReadUnit(from, end, unit)) {
    constexpr char kShort[] = {'n', 't', 'r', 'b', 'f'};
    if (from != end && std::find(std::begin(kShort), std::end(kShort), *from) != std::end(kShort)) ++from;
    return 0;
  }
  if (unit == '&') return ReadReference(from, end);
  if (unit >> 10 != 0xD800 >> 10) return unit;
  const char* at = from;
  while (at != end && *at == '\\' && at - from < kMaxBackslashes) ++at;
  std::uint32_t low;
  if (at == from || !ReadUnit(at, end, low) || low >> 10 != 0xDC00 >> 10) return 0;
  from = at;
  return 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
}

}  // namespace

std::uint32_t ReadEscape(const char*& from, const char* end) {
  assert(from < end && (*from == '&' || *from == '\\'));
  return *from++ == '&' ? ReadReference(from, end) : ReadBackslash(from, end);
}

}  // namespace spanloom
