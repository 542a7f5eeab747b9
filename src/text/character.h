#ifndef SPANLOOM_TEXT_CHARACTER_H_
#define SPANLOOM_TEXT_CHARACTER_H_

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/utf8.h"
#include "base/word.h"
#include "text/escapes.h"
#include "text/letters.h"

namespace spanloom {

// One character of a text, or one escape. Ill-formed UTF-8 counts as one character, as AppendUtf8() repairs it.
struct Character {
  std::uint32_t form;   // see letters.h; 0 for what the normal form leaves out
  std::uint32_t bytes;  // its length
  std::uint32_t units;  // its length in UTF-16 code units
};

inline bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// Reads a character of several bytes. Forced inline: with the result in registers, text of such characters is read
// twice as fast.
[[gnu::always_inline]] inline Character ReadWideCharacter(const char* from, const char* end) {
  constexpr std::size_t kMaxLength = 4;
  const auto size = static_cast<std::size_t>(end - from);
  std::uint32_t bytes;
  if (size >= kMaxLength) {
    std::memcpy(&bytes, from, kMaxLength);
  } else {
    bytes = static_cast<std::uint32_t>(PartialWordAt(from, size));
  }
  const std::uint32_t second = bytes >> 8 & 0x3F;
  const std::uint32_t third = bytes >> 16 & 0x3F;
  std::uint32_t code_point = 0;
  std::uint32_t length = 0;
  if ((bytes & 0xC0C0F0) == 0x8080E0) {
    constexpr std::uint32_t kSurrogates = 0xD800 >> 11;
    code_point = (bytes & 0xF) << 12 | second << 6 | third;
    if (code_point >= 0x800 && code_point >> 11 != kSurrogates) length = 3;
  } else if ((bytes & 0xC0E0) == 0x80C0) {
    code_point = (bytes & 0x1F) << 6 | second;
    if (code_point >= 0x80) length = 2;
  } else if ((bytes & 0xC0C0C0F8) == 0x808080F0) {
    code_point = (bytes & 0x7) << 18 | second << 12 | third << 6 | (bytes >> 24 & 0x3F);
    if (code_point >= 0x10000 && code_point <= 0x10FFFF) length = 4;
  }
  if (length != 0) return {FormOf(code_point), length, length == 4 ? 2U : 1U};
  const char* at = from + 1;
  while (at != end && IsContinuation(*at)) ++at;
  return {0, static_cast<std::uint32_t>(at - from), 1};
}

// Reads an ASCII character, or the escape that it starts.
inline Character ReadAsciiCharacter(const char* from, const char* end) {
  const char* at = from + 1;
  std::uint32_t code_point = static_cast<unsigned char>(*from);
  if (code_point == '&' || code_point == '\\') {
    at = from;
    code_point = ReadEscape(at, end);
  }
  const auto length = static_cast<std::uint32_t>(at - from);
  return {FormOf(code_point), length, length};
}

// Reads the character or escape at `from`, which is before `end`. O(1).
[[gnu::always_inline]] inline Character ReadCharacter(const char* from, const char* end) {
  assert(from < end);
  return IsAscii(*from) ? ReadAsciiCharacter(from, end) : ReadWideCharacter(from, end);
}

// Whether characters of several bytes are at `at` or right after it: then reading one by one is faster than by runs.
inline bool IsMixed(const char* at, const char* end) {
  return at != end && (!IsAscii(*at) || (end - at > 1 && !IsAscii(at[1])));
}

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_CHARACTER_H_
