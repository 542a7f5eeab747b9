#ifndef SPANLOOM_TEXT_LETTERS_H_
#define SPANLOOM_TEXT_LETTERS_H_

#include <cassert>
#include <cstdint>

namespace spanloom {

// Maps each code point to its form: how the normal form of a text spells it. A form is
//   - 0 for a character that the normal form leaves out,
//   - a letter or digit (Unicode's categories L and N) of any script, case folded and composed: all spellings of a
//   letter
//     have one form, and the form of a form is itself,
//   - or one of the numbers below, in the range of surrogates: a mark, or a ligature of several letters.
//
// The table is compressed in letters.inc, made by scripts/unicode.mjs from the Unicode character database. The first
// call of FormOf() decodes it into 256 KB that live as long as the program. Not thread-safe until then.

namespace letters {

// The table covers the code points below kEnd. The two planes after it are ideographs, and the rest are no letters.
inline constexpr std::uint32_t kEnd = 0x20000;
inline constexpr std::uint32_t kIdeographsEnd = 0x40000;
inline constexpr std::uint32_t kSecondPlane = 0x10000;

inline constexpr std::uint32_t kMark = 0xD800;       // a combining mark: joins the letter before it or is left out
inline constexpr std::uint32_t kVowel = 0xD900;      // the vowels of Hangul, which join like marks
inline constexpr std::uint32_t kFinal = 0xDA00;      // the final consonants of Hangul, from 1
inline constexpr std::uint32_t kExpansion = 0xDB00;  // an index into a list of several letters
inline constexpr std::uint32_t kFormBits = 10;

// The lower 16 bits of each form, plus 1 for letters of the second plane. All 0 until decoded.
extern std::uint16_t forms[kEnd];
void Decode();

}  // namespace letters

// Whether a form is a mark or an expansion.
inline bool IsOtherForm(std::uint32_t form) {
  return form >> letters::kFormBits == letters::kMark >> letters::kFormBits;
}
inline bool IsMark(std::uint32_t form) { return IsOtherForm(form) && form < letters::kExpansion; }

// Returns the form of a code point. O(1). Inline, because it runs for each character outside of ASCII.
inline std::uint32_t FormOf(std::uint32_t code_point) {
  if (code_point >= letters::kEnd) return code_point < letters::kIdeographsEnd ? code_point : 0;
  if (letters::forms[U'a'] == 0) letters::Decode();
  const std::uint32_t form = letters::forms[code_point];
  if (code_point < letters::kSecondPlane || form == 0 || IsOtherForm(form)) return form;
  return form + letters::kSecondPlane - 1;
}

// Several letters in one number have this many bits each; the first letter is the lowest.
inline constexpr std::uint32_t kLetterBits = 21;

// Returns the letters of an expansion. O(1).
std::uint64_t SpellOther(std::uint32_t form);

// Returns the letters of a form that is not a mark. O(1).
inline std::uint64_t Spell(std::uint32_t form) { return IsOtherForm(form) ? SpellOther(form) : form; }

// Returns the letter that `letter` and `mark` compose, or 0 if there is none. Call FormOf() first. O(1).
std::uint32_t Compose(std::uint32_t letter, std::uint32_t mark);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_LETTERS_H_
