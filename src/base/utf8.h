#ifndef SPANLOOM_BASE_UTF8_H_
#define SPANLOOM_BASE_UTF8_H_

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// UTF-8 as defined by RFC 3629: no surrogates, no overlong forms. JavaScript strings may hold lone surrogates, so text
// from the event log is repaired before it is exported.

// Whether `byte` continues a character that an earlier byte starts.
inline bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The number of bytes at the start of `text` that are well-formed. O(text), eight bytes at a time in ASCII.
std::size_t ValidUtf8Prefix(std::string_view text);

// Appends `text` and replaces each ill-formed sequence by U+FFFD. O(text).
void AppendUtf8(Bytes& out, std::string_view text);

// Returns the longest prefix of at most `limit` bytes that does not end inside a character. O(1).
std::string_view CutUtf8(std::string_view text, std::size_t limit);

// The length of well-formed `text` in UTF-16 code units, JavaScript's unit of length. O(text).
std::uint32_t Utf16Length(std::string_view text);

// Writes a code point, which is not a surrogate, and returns the end of what it wrote: up to four bytes.
// Forced inline: it is in the inner loop of Normalize().
[[gnu::always_inline]] inline char* WriteUtf8(char* to, std::uint32_t code_point) {
  assert(code_point <= 0x10FFFF);
  const auto write = [&](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    write(code_point);
    return to;
  }
  if (code_point < 0x800) {
    write(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      write(0xE0 | code_point >> 12);
    } else {
      write(0xF0 | code_point >> 18);
      write(0x80 | (code_point >> 12 & 0x3F));
    }
    write(0x80 | (code_point >> 6 & 0x3F));
  }
  write(0x80 | (code_point & 0x3F));
  return to;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_UTF8_H_
