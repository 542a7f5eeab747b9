#include "text/label.h"

#include <algorithm>
#include <cstddef>

#include "base/text_hash.h"
#include "base/utf8.h"
#include "text/letters.h"
#include "text/normalize.h"

namespace spanloom {
namespace {

// A character and its kind in one number: letters keep whether they are capitals, other characters are marked.
constexpr std::uint32_t kLetterMask = (1U << kLetterBits) - 1;
constexpr std::uint32_t kCapital = 1U << kLetterBits;
constexpr std::uint32_t kOther = 2 * kCapital;

// Reads a code point of well-formed UTF-8 and moves `at` past it.
std::uint32_t ReadCodePoint(const char*& at) {
  std::uint32_t code_point = static_cast<unsigned char>(*at++);
  int more = code_point < 0xC0 ? 0 : code_point < 0xE0 ? 1 : code_point < 0xF0 ? 2 : 3;
  if (more > 0) code_point &= 0x3FU >> more;
  for (; more > 0; --more) code_point = code_point << 6 | (static_cast<unsigned char>(*at++) & 0x3FU);
  return code_point;
}

// Compatibility forms are no capitals, except the wide letters.
bool IsCapital(std::uint32_t code_point, std::uint32_t form) {
  constexpr std::uint32_t kForms = 0xF000;
  constexpr std::uint32_t kWideA = 0xFF21;
  return code_point < kForms ? code_point != form && !IsOtherForm(form) : code_point - kWideA < 26;
}

}  // namespace

std::uint64_t CanonicalHash(std::string_view text) {
  const auto is_ascii = [](char byte) { return (byte & 0x80) == 0; };
  if (text.size() > kShortText || std::all_of(text.begin(), text.end(), is_ascii) ||
      CountLetters(text, kLabelLetters) == kLabelLetters || ValidUtf8Prefix(text) != text.size()) {
    return HashText(text);
  }
  constexpr std::uint32_t kWide = 0xFEE0;  // the distance from an ASCII character to its wide form
  std::uint32_t spelled[kShortText];
  std::uint32_t* to = spelled;
  const char* at = text.data();
  for (const char* const end = at + text.size(); at != end;) {
    const std::uint32_t code_point = ReadCodePoint(at);
    const std::uint32_t form = FormOf(code_point);
    if (!IsMark(form) && form != 0) {
      const std::uint32_t capital = IsCapital(code_point, form) ? kCapital : 0;
      for (std::uint64_t letters = Spell(form); letters != 0; letters >>= kLetterBits) {
        *to++ = static_cast<std::uint32_t>(letters & kLetterMask) | capital;
      }
      continue;
    }
    const std::uint32_t composed = form != 0 && to != spelled ? Compose(to[-1] & ~kCapital, form) : 0;
    if (composed != 0) {
      to[-1] = (to[-1] & kCapital) | composed;
    } else {
      const bool is_wide = code_point - kWide - '!' <= '~' - '!';
      *to++ = (is_wide ? code_point - kWide : code_point) | kOther;
    }
  }
  // A spelling that is ASCII has the same hash as the ASCII text.
  char plain[kShortText];
  char* plain_end = plain;
  for (const std::uint32_t* from = spelled; from != to && (*from & kLetterMask) < 0x80; ++from) {
    const char byte = static_cast<char>(*from & kLetterMask);
    *plain_end++ = (*from & kCapital) != 0 ? static_cast<char>(byte & ~0x20) : byte;
  }
  if (plain_end - plain == to - spelled) return HashText({plain, static_cast<std::size_t>(to - spelled)});
  return HashText({reinterpret_cast<const char*>(spelled), static_cast<std::size_t>(to - spelled) * sizeof *to});
}

}  // namespace spanloom
