#ifndef SPANLOOM_TEXT_LABEL_H_
#define SPANLOOM_TEXT_LABEL_H_

#include <cstdint>
#include <string_view>

namespace spanloom {

// Strings with fewer letters than this are labels.
inline constexpr std::uint32_t kLabelLetters = 24;

// Returns a hash that is equal for all Unicode spellings of a label (composed or decomposed, wide or narrow). Longer
// strings need no canonical hash, because their texts are compared. Case and punctuation matter. O(length).
std::uint64_t CanonicalHash(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_LABEL_H_
