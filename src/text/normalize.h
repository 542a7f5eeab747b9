#ifndef SPANLOOM_TEXT_NORMALIZE_H_
#define SPANLOOM_TEXT_NORMALIZE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"

namespace spanloom {

// The normal form of a text: the part that survives copying by hand. It has the letters and digits of any script, case
// folded, and nothing else, so it does not change when a text is wrapped, quoted, escaped or reformatted as Markdown,
// nor when Unicode spells it differently: a mark is composed with its letter or dropped, and ligatures, sharp s and
// wide letters become plain ones.
//
// Example: "**Z\u00fcrich**, 2\n" (JSON-escaped or not) becomes "zürich2".
//
// The functions use only their arguments, and the table of letters.h. Not thread-safe until that table is decoded.

// Letters of a normal form that do not correspond to one character of the original each: an escape, a letter composed
// with its marks, or a ligature.
struct IrregularLetters {
  std::uint32_t at;  // byte offset in the normal form
  std::uint16_t letters;
  std::uint16_t units;  // their length in the original, in UTF-16 code units
};

// A normal form, and the map back to the original. Meant to be reused: Normalize() keeps the memory.
struct NormalText {
  Bytes bytes;  // the letters and digits in UTF-8
  Bytes kept;   // one bit per UTF-16 code unit of the original: 1 where a character of the normal form starts
  Array<IrregularLetters> irregular;  // ordered by `at`
  std::uint32_t chars = 0;            // the number of letters and digits
  std::uint32_t units = 0;            // the length of the original in UTF-16 code units

  // Makes it the normal form of the empty text. Keeps the memory.
  void Clear();
};

// Replaces `out` by the normal form of `text`, which is UTF-8; ill-formed sequences count as U+FFFD. O(text). Allocates
// nothing if `out` held the form of a text of this length before.
//
// Decodes the escapes of JSON (\n, \t, \r, \b, \f, \", \\, \/, \uXXXX, surrogate pairs) and HTML (&amp;, numeric
// references, HTML 4's names of letters). Escaping a text up to five times does not change its normal form: of several
// backslashes only the last one matters, and of several `amp;` only what follows the last.
void Normalize(std::string_view text, NormalText& out);

// Returns where the character number `index` of a normal form starts in the original, in UTF-16 code units. `kept` is
// NormalText::kept; returns `kept.size() * 8` if there are fewer characters. O(kept / 8).
std::uint32_t UnitOf(std::string_view kept, std::uint32_t index);

// Returns the number of letters and digits of `text`, at most `limit`. O(limit) for most texts.
std::uint32_t CountLetters(std::string_view text, std::uint32_t limit);

// The longest text that NormalizeShort() accepts, and the room that it needs.
inline constexpr std::size_t kShortText = 128;
inline constexpr std::size_t kShortTextRoom = kShortText + kShortText / 2 + 16;

// Writes the normal form of a text of at most kShortText bytes to `to`, which has kShortTextRoom bytes. Returns its
// length. O(text).
std::size_t NormalizeShort(std::string_view text, char* to);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_NORMALIZE_H_
