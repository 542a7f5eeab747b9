#ifndef SPANLOOM_TEXT_ESCAPES_H_
#define SPANLOOM_TEXT_ESCAPES_H_

#include <cstdint>

namespace spanloom {

// Reads the JSON or HTML escape that the backslash or ampersand at `from` starts, and moves `from` past it, by 1 to 64
// bytes. Returns the code point, or 0 if this is no escape or not one of a letter. O(1).
std::uint32_t ReadEscape(const char*& from, const char* end);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_ESCAPES_H_
