#include "text/letters.h"

#include <gtest/gtest.h>

namespace spanloom {
namespace {

TEST(Letters, LettersAndDigitsOfAllScripts) {
  for (const char32_t letter :
       U"a9\u00DF\u00B2\u00BD\u0131\u03C9\u0434\u05D0\u0628\u0663\u0905\u0E01\u10D0\u1EA1\u2167\u2460\u3042\u30A2"
       U"\u4E2D\u9FFF\uAC00\uFB01\uFF76\U0001D400\U00020000\U0003134F") {
    if (letter != 0) EXPECT_NE(FoldLetter(letter), 0U) << std::hex << static_cast<std::uint32_t>(letter);
  }
}

TEST(Letters, NothingElse) {
  for (const char32_t other :
       U" _-@[`{\u00A0\u00D7\u0301\u05B0\u064E\u093E\u0E31\u2019\u2026\u20AC\u24B6\u3000\u3002\uE000\uFE0F\uFF0C\uFFFD"
       U"\U0001F642\U000E0041\U000F0000") {
    EXPECT_EQ(FoldLetter(other), 0U) << std::hex << static_cast<std::uint32_t>(other);
  }
  for (const std::uint32_t other : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) EXPECT_EQ(FoldLetter(other), 0U);
}

TEST(Letters, CaseIsFolded) {
  constexpr std::uint32_t kFolds[][2] = {
      {'A', 'a'},       {'Z', 'z'},         {'z', 'z'},         {'5', '5'},       {0xC0, 0xE0},     {0xDF, 0xDF},
      {0x1E9E, 0xDF},   {0x130, 0x130},     {0x131, 0x131},     {0x17F, 's'},     {0x212A, 'k'},    {0x178, 0xFF},
      {0x1C5, 0x1C6},   {0x23A, 0x2C65},    {0x3A3, 0x3C3},     {0x3C2, 0x3C3},   {0x416, 0x436},   {0x531, 0x561},
      {0x10A0, 0x2D00}, {0x1C90, 0x10D0},   {0x13A0, 0x13A0},   {0xAB70, 0x13A0}, {0x13F8, 0x13F0}, {0x1EA0, 0x1EA1},
      {0x1F88, 0x1F80}, {0x2160, 0x2170},   {0xA64A, 0xA64B},   {0x1C88, 0xA64B}, {0xFF21, 'a'},    {0xFF5A, 'z'},
      {0xFF15, '5'},    {0x10400, 0x10428}, {0x1E900, 0x1E922}, {0x4E2D, 0x4E2D}, {0x390, 0x390},   {0x149, 0x149}};
  for (const auto& [from, to] : kFolds) EXPECT_EQ(FoldLetter(from), to) << std::hex << from;
}

TEST(Letters, WhatIsFoldedStays) {
  std::uint32_t letters = 0;
  for (std::uint32_t code_point = 0; code_point < 0x110000; ++code_point) {
    const std::uint32_t letter = FoldLetter(code_point);
    if (letter == 0) continue;
    ++letters;
    ASSERT_EQ(FoldLetter(letter), letter) << std::hex << code_point;
    // Normalize() makes room for this much.
    if (letter >= 0x800) ASSERT_GE(code_point, 0x80U);
    if (letter >= 0x10000) ASSERT_GE(code_point, 0x10000U);
  }
  EXPECT_GT(letters, 130000U);
}

}  // namespace
}  // namespace spanloom
