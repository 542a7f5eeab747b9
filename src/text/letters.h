#ifndef SPANLOOM_TEXT_LETTERS_H_
#define SPANLOOM_TEXT_LETTERS_H_

#include <cstdint>

namespace spanloom {

// What a character is read as, a form: a letter or digit (Unicode's L and N) of any script, folded and composed, so
// that another spelling of it has the same one; or one of the forms below, which are in a range of surrogates. 0 is
// nothing. What is a letter stays as it is when read again.

namespace letters {

// Code points up to here are in the table. The two planes behind are ideographs, and what follows is no letter.
inline constexpr std::uint32_t kEnd = 0x20000;
inline constexpr std::uint32_t kIdeographsEnd = 0x40000;
inline constexpr std::uint32_t kSecondPlane = 0x10000;

inline constexpr std::uint32_t kMark = 0xD800;   // a mark, which joins the letter before it or is nothing; 0 never does
inline constexpr std::uint32_t kVowel = 0xD900;  // the same: the vowels of Hangul
inline constexpr std::uint32_t kFinal = 0xDA00;  // and its final consonants, from 1
inline constexpr std::uint32_t kExpansion = 0xDB00;  // several letters, in a list
inline constexpr std::uint32_t kFormBits = 10;

// The low halves of forms; of the second plane's letters, plus 1. Empty until decoded.
extern std::uint16_t forms[kEnd];
void Decode();

}  // namespace letters

// Whether a form is neither a letter nor nothing.
inline bool IsOtherForm(std::uint32_t form) {
  return form >> letters::kFormBits == letters::kMark >> letters::kFormBits;
}
inline bool IsMark(std::uint32_t form) { return IsOtherForm(form) && form < letters::kExpansion; }

// The form of a code point. O(1). Inline: it is called for each character above ASCII.
inline std::uint32_t FormOf(std::uint32_t code_point) {
  if (code_point >= letters::kEnd) return code_point < letters::kIdeographsEnd ? code_point : 0;
  if (letters::forms[U'a'] == 0) letters::Decode();
  const std::uint32_t form = letters::forms[code_point];
  if (code_point < letters::kSecondPlane || form == 0 || IsOtherForm(form)) return form;
  return form + letters::kSecondPlane - 1;
}

// Letters in a word, the first one lowest.
inline constexpr std::uint32_t kLetterBits = 21;

// The letters of a form that is no mark.
std::uint64_t SpellOther(std::uint32_t form);
inline std::uint64_t Spell(std::uint32_t form) { return IsOtherForm(form) ? SpellOther(form) : form; }

// The letter that one and a mark make; 0 if they make none. O(1).
std::uint32_t Compose(std::uint32_t letter, std::uint32_t mark);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_LETTERS_H_
