#ifndef SPANLOOM_TEXT_ESCAPES_H_
#define SPANLOOM_TEXT_ESCAPES_H_

#include <cstdint>

namespace spanloom {

// The code point that an escape stands for, JSON's or HTML's, which starts with the backslash or ampersand at `from`;
// 0 if it is none, or for no letter. `from` is moved behind it: one byte, up to 64.
std::uint32_t ReadEscape(const char*& from, const char* end);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_ESCAPES_H_
