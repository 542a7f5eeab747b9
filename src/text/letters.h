#ifndef SPANLOOM_TEXT_LETTERS_H_
#define SPANLOOM_TEXT_LETTERS_H_

#include <cstdint>

namespace spanloom {

namespace letters {

// Code points up to here are in the table. The two planes behind are ideographs, and what follows is no letter.
inline constexpr std::uint32_t kEnd = 0x20000;
inline constexpr std::uint32_t kIdeographsEnd = 0x40000;

// What a code point is: 0 no letter, else where the distance is by which it folds. Empty until decoded.
extern unsigned char kinds[kEnd];
extern std::int32_t distances[256];
void Decode();

}  // namespace letters

// The folded form of a letter or digit (Unicode's L and N) of any script, 0 for every other code point. Simple case
// folding, from one code point to one, and fullwidth ASCII becomes ASCII. What is folded stays as it is when folded
// again. O(1). Inline: it is called for each character above ASCII.
inline std::uint32_t FoldLetter(std::uint32_t code_point) {
  if (code_point >= letters::kEnd) return code_point < letters::kIdeographsEnd ? code_point : 0;
  if (letters::kinds[U'a'] == 0) letters::Decode();
  const unsigned char kind = letters::kinds[code_point];
  return kind == 0 ? 0 : code_point + static_cast<std::uint32_t>(letters::distances[kind]);
}

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_LETTERS_H_
