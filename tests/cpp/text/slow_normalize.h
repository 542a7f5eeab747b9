#ifndef SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_
#define SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_

#include <cctype>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/entities.h"
#include "text/letters.h"

namespace spanloom::testing {

// A letter of a normal form, and its range in the original in UTF-16 code units.
struct SlowLetter {
  std::uint32_t letter;
  std::uint32_t start;
  std::uint32_t end;
};

// A slow reference for Normalize(): one character at a time, with regular expressions for escapes.
struct SlowNormal {
  std::vector<SlowLetter> letters;
  std::uint32_t units = 0;

  std::string bytes() const;
};

inline void AppendCharacter(std::string& out, std::uint32_t code_point) {
  const auto rest = [&](int shift) { out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    rest(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    rest(6), rest(0);
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    rest(12), rest(6), rest(0);
  }
}

inline std::string SlowNormal::bytes() const {
  std::string text;
  for (const SlowLetter& one : letters) AppendCharacter(text, one.letter);
  return text;
}

// Returns the code points of a text, after repair.
inline std::vector<std::uint32_t> CodePoints(std::string_view text) {
  Bytes repaired;
  AppendUtf8(repaired, text);
  std::vector<std::uint32_t> points;
  for (const char byte : repaired.view()) {
    const auto bits = static_cast<unsigned char>(byte);
    if (bits < 0x80) {
      points.push_back(bits);
    } else if (bits < 0xC0) {
      points.back() = points.back() << 6 | (bits & 0x3FU);
    } else {
      points.push_back(bits & (bits < 0xE0 ? 0x1FU : bits < 0xF0 ? 0x0FU : 0x07U));
    }
  }
  return points;
}

inline SlowNormal NormalizeSlowly(std::string_view text) {
  const std::string reference =
      R"((?:amp;){0,8}(?:([a-zA-Z][a-zA-Z0-9]{1,7});|#([0-9]{1,7});|#[xX]([0-9a-fA-F]{1,6});)?)";
  static const std::regex kReference("(?:&|\\\\u0026)" + reference);
  static const std::regex kPair(R"(\\u([dD][89abAB][0-9a-fA-F]{2})\\{1,31}u([dD][c-fC-F][0-9a-fA-F]{2}))");
  static const std::regex kUnit(R"(\\u([0-9a-fA-F]{4}))");
  static const std::regex kShort(R"(\\[ntrbf"/])");

  const std::vector<std::uint32_t> points = CodePoints(text);
  std::string ascii;
  for (const std::uint32_t point : points) ascii += point < 0x80 ? static_cast<char>(point) : '\x01';
  SlowNormal normal;
  std::size_t group = 0;  // the first letter of the last character
  bool may_compose = false;
  for (std::size_t at = 0; at < points.size();) {
    std::smatch match;
    const auto is = [&](const std::regex& form) {
      return std::regex_search(ascii.cbegin() + static_cast<std::ptrdiff_t>(at), ascii.cend(), match, form,
                               std::regex_constants::match_continuous);
    };
    const auto number = [&](std::size_t group, int base) {
      return static_cast<std::uint32_t>(std::stoul(match[group].str(), nullptr, base));
    };
    std::uint64_t name = 0;
    std::uint32_t point = 0;
    std::size_t length = 0;
    if (is(kReference)) {
      for (std::size_t i = 0; i < match[1].str().size(); ++i) {
        name |= static_cast<std::uint64_t>(static_cast<unsigned char>(std::tolower(match[1].str()[i]))) << (8 * i);
      }
      if (match[2].matched) point = number(2, 10);
      if (match[3].matched) point = number(3, 16);
    } else if (is(kPair)) {
      point = 0x10000 + ((number(1, 16) - 0xD800) << 10) + (number(2, 16) - 0xDC00);
    } else if (is(kUnit)) {
      point = number(1, 16);
    } else if (!is(kShort)) {
      point = points[at];
      length = 1;
    }
    if (name != 0) point = NamedLetter(name);
    const std::uint32_t start = normal.units;
    const std::size_t all = length == 0 ? static_cast<std::size_t>(match.length(0)) : length;
    for (const std::size_t end = at + all; at < end; ++at) normal.units += points[at] < 0x10000 ? 1 : 2;

    const std::uint32_t form = FormOf(point);
    const bool is_after_letter = may_compose;
    const bool is_backslash = point == '\\' && length == 1;
    may_compose = is_backslash ? may_compose : form != 0 && (may_compose || !IsMark(form));
    if (form == 0) continue;
    if (!IsMark(form)) {
      group = normal.letters.size();
      for (std::uint64_t letters = Spell(form); letters != 0; letters >>= kLetterBits) {
        normal.letters.push_back({static_cast<std::uint32_t>(letters & 0x1FFFFF), start, normal.units});
      }
    } else if (is_after_letter) {
      const std::uint32_t composed = Compose(normal.letters.back().letter, form);
      if (composed == 0) continue;
      normal.letters.back().letter = composed;
      for (std::size_t i = group; i < normal.letters.size(); ++i) normal.letters[i].end = normal.units;
    }
  }
  return normal;
}

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_
