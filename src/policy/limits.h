#ifndef SPANLOOM_POLICY_LIMITS_H_
#define SPANLOOM_POLICY_LIMITS_H_

#include <algorithm>
#include <cstdint>

#include "text/winnow.h"

namespace spanloom {

// The limits of the policy `flow`, and how long content must be to be evidence.

// The newest uses of one object that are kept and compared on each side.
constexpr std::uint32_t kMaxUsesPerSide = 16;

// The runs of one string whose position is recorded.
constexpr std::uint32_t kMaxRangesPerText = 64;

// A string is evidence with this many letters and digits
constexpr std::uint32_t kMinLeafLetters = 8;  // if it is a member of the value on both sides,
constexpr std::uint32_t kMinLabelLetters =
    4;                                      // if it is the whole value on one side, or has a digit and the same name,
constexpr std::uint32_t kMinIdLetters = 5;  // if it has a digit. A number needs this many significant digits.

// An object or a list is evidence with this many letters and digits
constexpr std::uint32_t kMinTreeLetters = 6;   // in its keys and values together,
constexpr std::uint32_t kMinValueLetters = 4;  // and in its values alone.

// A common run of text is evidence with this many letters and digits. `links.text.minLength` sets the first one.
struct TextLengths {
  static constexpr std::uint32_t kDefault = 40;
  static constexpr std::uint32_t kContained = 16;
  static constexpr std::uint32_t kLeaf = 24;

  // `min_length` 0 means kDefault. Winnow needs at least Winnow::kMinLength.
  explicit TextLengths(std::uint32_t min_length)
      : run(min_length == 0 ? kDefault : std::max(min_length, Winnow::kMinLength)),
        leaf(std::min(run, kLeaf)),
        contained(std::min(run, kContained)) {}

  std::uint32_t run;        // anywhere in both texts
  std::uint32_t leaf;       // if it is a whole string of a value
  std::uint32_t contained;  // if it is a whole value
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LIMITS_H_
