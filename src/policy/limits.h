#ifndef SPANLOOM_POLICY_LIMITS_H_
#define SPANLOOM_POLICY_LIMITS_H_

#include <algorithm>
#include <cstdint>

#include "text/winnow.h"

namespace spanloom {

// How many uses of one object `flow` keeps and looks at on each side, the newest.
constexpr std::uint32_t kMaxUsesPerSide = 16;

// Runs of one string of a value whose place is told.
constexpr std::uint32_t kMaxRangesPerText = 64;

// Letters and digits of a string that is evidence where it is a leaf of the value on both sides; where it is the whole
// value on one side, or has a digit and stands under one name on both; where it has a digit. Digits of a number that is
// as good as a string of kMinLabelLetters.
constexpr std::uint32_t kMinLeafLetters = 8;
constexpr std::uint32_t kMinLabelLetters = 4;
constexpr std::uint32_t kMinIdLetters = 5;

// Letters and digits of an object or list that is evidence: with its keys, and of its values alone.
constexpr std::uint32_t kMinTreeLetters = 6;
constexpr std::uint32_t kMinValueLetters = 4;

// Letters and digits of a common run that is evidence.
struct TextLengths {
  static constexpr std::uint32_t kDefault = 40;
  static constexpr std::uint32_t kContained = 16;
  static constexpr std::uint32_t kLeaf = 24;

  explicit TextLengths(std::uint32_t min_length)
      : run(min_length == 0 ? kDefault : std::max(min_length, Winnow::kMinLength)),
        leaf(std::min(run, kLeaf)),
        contained(std::min(run, kContained)) {}

  std::uint32_t run;        // anywhere in the texts
  std::uint32_t leaf;       // where it is all of a string in the value
  std::uint32_t contained;  // where it is the whole of a value
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LIMITS_H_
