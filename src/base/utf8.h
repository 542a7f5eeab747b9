#ifndef SPANLOOM_BASE_UTF8_H_
#define SPANLOOM_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// How many bytes at the start of `text` are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
std::size_t ValidUtf8Prefix(std::string_view text);

// Appends `text`, each ill-formed sequence replaced by U+FFFD. O(text), eight bytes at a time while it is ASCII.
void AppendUtf8(Bytes& out, std::string_view text);

// `text`, if need be cut so that at most `limit` bytes are left, never inside a character.
std::string_view CutUtf8(std::string_view text, std::size_t limit);

// Whether a byte is not the first of a character.
inline bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The length of well-formed UTF-8 in UTF-16 units.
std::uint32_t Utf16Length(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_UTF8_H_
