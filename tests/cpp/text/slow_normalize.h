#ifndef SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_
#define SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_

#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/letters.h"

namespace spanloom::testing {

// What Normalize() has to find, character by character and with regular expressions for the escapes. Slow.
struct SlowNormal {
  std::string bytes;
  std::vector<std::uint32_t> starts;  // the unit of each kept character
  std::uint32_t units = 0;
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

// The code points of a text, repaired.
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
      R"((?:amp;){0,8}(?:(?:lt|gt|quot|apos|nbsp);|#([0-9]{1,7});|#[xX]([0-9a-fA-F]{1,6});)?)";
  static const std::regex kReference("(?:&|\\\\u0026)" + reference);
  static const std::regex kPair(R"(\\u([dD][89abAB][0-9a-fA-F]{2})\\{1,31}u([dD][c-fC-F][0-9a-fA-F]{2}))");
  static const std::regex kUnit(R"(\\u([0-9a-fA-F]{4}))");
  static const std::regex kShort(R"(\\[ntrbf"/])");

  const std::vector<std::uint32_t> points = CodePoints(text);
  std::string ascii;
  for (const std::uint32_t point : points) ascii += point < 0x80 ? static_cast<char>(point) : '\x01';
  SlowNormal normal;
  for (std::size_t at = 0; at < points.size();) {
    std::smatch match;
    const auto is = [&](const std::regex& form) {
      return std::regex_search(ascii.cbegin() + static_cast<std::ptrdiff_t>(at), ascii.cend(), match, form,
                               std::regex_constants::match_continuous);
    };
    const auto number = [&](std::size_t group, int base) {
      return static_cast<std::uint32_t>(std::stoul(match[group].str(), nullptr, base));
    };
    std::uint32_t point = 0;
    std::size_t length = 0;
    if (is(kReference)) {
      if (match[1].matched) point = number(1, 10);
      if (match[2].matched) point = number(2, 16);
    } else if (is(kPair)) {
      point = 0x10000 + ((number(1, 16) - 0xD800) << 10) + (number(2, 16) - 0xDC00);
    } else if (is(kUnit)) {
      point = number(1, 16);
    } else if (!is(kShort)) {
      point = points[at];
      length = 1;
    }
    const std::uint32_t letter = FoldLetter(point);
    if (letter != 0) {
      AppendCharacter(normal.bytes, letter);
      normal.starts.push_back(normal.units);
    }
    if (length == 0) length = static_cast<std::size_t>(match.length(0));
    for (const std::size_t end = at + length; at < end; ++at) normal.units += points[at] < 0x10000 ? 1 : 2;
  }
  return normal;
}

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_TEXT_SLOW_NORMALIZE_H_
