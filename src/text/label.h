#ifndef SPANLOOM_TEXT_LABEL_H_
#define SPANLOOM_TEXT_LABEL_H_

#include <cstdint>
#include <string_view>

namespace spanloom {

// A hash of a string that is one for all of the ways in which Unicode spells it, if it is a label: of fewer than
// kLabelLetters letters. Of longer strings the text is compared. Case and all that is no letter count. O(length).
inline constexpr std::uint32_t kLabelLetters = 24;
std::uint64_t CanonicalHash(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_LABEL_H_
