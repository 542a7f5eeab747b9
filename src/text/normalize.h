#ifndef SPANLOOM_TEXT_NORMALIZE_H_
#define SPANLOOM_TEXT_NORMALIZE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"

namespace spanloom {

// Letters of a normal form that are not one character of the original each: what was escaped, composed of a letter and
// its marks, or is several letters.
struct IrregularLetters {
  std::uint32_t at;  // in the normal form, in bytes
  std::uint16_t letters;
  std::uint16_t units;  // of the original that they take, all together
};

// A text reduced to what survives copying by hand: its letters and digits, in any script, case folded. Spaces,
// punctuation, Markdown, quotes and escapes are gone, so re-wrapping, quoting and escaping do not change it. Nor does
// another of Unicode's spellings: a mark is composed with its letter, or gone; ligatures, sharp s and other widths are
// plain letters.
struct NormalText {
  Bytes bytes;  // the letters and digits as UTF-8, each in its form
  Bytes kept;   // a bit for each UTF-16 unit of the original, lowest first: set where what is kept starts. Then 0
  Array<IrregularLetters> uneven;  // in order
  std::uint32_t chars = 0;         // letters and digits
  std::uint32_t units = 0;         // UTF-16 units of the original

  // Makes it the normal form of nothing. Keeps the memory.
  void Clear();
};

// Makes `out` the normal form of `text`, which is UTF-8 and is read as if repaired where it is ill-formed. O(text);
// takes no memory when `out` has held the form of a text as long before.
//
// Escapes are read, not kept: JSON's (\n, \t, \r, \b, \f, \", \\, \/, \uXXXX with surrogate pairs) and HTML's (&amp;,
// references by number, and by name: HTML 4's of letters, and accents; other names are no letters). An escape of a
// letter or digit is that letter or digit, and is kept where it starts. What was escaped several times reads like what
// was escaped once: of several backslashes the last counts, and so does what follows the last `amp;`. So escaping a
// text, up to five times over, does not change its normal form.
void Normalize(std::string_view text, NormalText& out);

// Where in the original, in UTF-16 units, what is kept as number `index` starts; `kept.size() * 8` if there is not so
// much. O(kept / 8).
std::uint32_t UnitOf(std::string_view kept, std::uint32_t index);

// How many letters and digits `text` has, counted up to `limit`. O(limit) for most texts.
std::uint32_t CountLetters(std::string_view text, std::uint32_t limit);

// A text of so many bytes is short. Its normal form is made in so much room.
inline constexpr std::size_t kShortText = 128;
inline constexpr std::size_t kShortTextRoom = kShortText + kShortText / 2 + 16;

// Writes the letters and digits of a short text to `to`, as in NormalText. Returns how many bytes they are.
std::size_t NormalizeShort(std::string_view text, char* to);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_NORMALIZE_H_
