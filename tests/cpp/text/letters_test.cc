#include "text/letters.h"

#include <gtest/gtest.h>

namespace spanloom {
namespace {

TEST(Letters, LettersAndDigitsOfAllScripts) {
  for (const char32_t letter :
       U"a9\u00B2\u00BD\u0131\u03C9\u0434\u05D0\u0628\u0663\u0905\u0E01\u10D0\u1EA1\u2167\u2460\u3042\u30A2"
       U"\u4E2D\u9FFF\uAC00\uFF76\U0001D400\U00020000\U0003134F") {
    if (letter != 0) EXPECT_NE(FormOf(letter), 0U) << std::hex << static_cast<std::uint32_t>(letter);
  }
}

TEST(Letters, NothingElse) {
  for (const char32_t other :
       U" _-@[`{\u00A0\u00D7\u05B0\u093E\u0E31\u2019\u2026\u20AC\u24B6\u3000\u3002\uE000\uFE0F\uFF0C\uFFFD"
       U"\U0001F642\U000E0041\U000F0000") {
    EXPECT_EQ(FormOf(other), 0U) << std::hex << static_cast<std::uint32_t>(other);
  }
  for (const std::uint32_t other : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) EXPECT_EQ(FormOf(other), 0U);
}

TEST(Letters, CaseIsFolded) {
  constexpr std::uint32_t kFolds[][2] = {
      {'A', 'a'},       {'Z', 'z'},       {'z', 'z'},         {'5', '5'},         {0xC0, 0xE0},     {0x130, 0x130},
      {0x131, 0x131},   {0x17F, 's'},     {0x212A, 'k'},      {0x178, 0xFF},      {0x1C5, 0x1C6},   {0x23A, 0x2C65},
      {0x3A3, 0x3C3},   {0x3C2, 0x3C3},   {0x416, 0x436},     {0x531, 0x561},     {0x10A0, 0x2D00}, {0x1C90, 0x10D0},
      {0x13A0, 0x13A0}, {0xAB70, 0x13A0}, {0x13F8, 0x13F0},   {0x1EA0, 0x1EA1},   {0x1F88, 0x3B1},  {0x2160, 0x2170},
      {0xA64A, 0xA64B}, {0x1C88, 0xA64B}, {0xFF21, 'a'},      {0xFF5A, 'z'},      {0xFF15, '5'},    {0x10400, 0x10428},
      {0x4E2D, 0x4E2D}, {0x390, 0x390},   {0x1E900, 0x1E922}, {0x10000, 0x10000}, {0x149, 0x149}};
  for (const auto& [from, to] : kFolds) EXPECT_EQ(FormOf(from), to) << std::hex << from;
}

std::u32string Read(std::uint32_t code_point) {
  std::u32string text;
  for (std::uint64_t letters = Spell(FormOf(code_point)); letters != 0; letters >>= kLetterBits) {
    text += static_cast<char32_t>(letters & 0x1FFFFF);
  }
  return text;
}

TEST(Letters, FormsOfOthersAreTheirs) {
  EXPECT_EQ(Read(0xDF), U"ss");
  EXPECT_EQ(Read(0x1E9E), U"ss");
  EXPECT_EQ(Read(0xFB03), U"ffi");
  EXPECT_EQ(Read(0xFEF5), U"\u0644\u0622");
  constexpr std::uint32_t kOthers[][2] = {{0xB2, '2'},      {0x2089, '9'},    {0x2460, '1'},    {0xFF66, 0x30F2},
                                          {0xFF76, 0x30AB}, {0xFF9D, 0x30F3}, {0xFF70, 0x30FC}, {0x1F71, 0x3AC},
                                          {0x958, 0x958},   {0xFB2A, 0x5E9},  {0xFE8D, 0x627},  {0x212B, 0xE5},
                                          {0x1F04, 0x3AC},  {0xF900, 0xF900}};
  for (const auto& [from, to] : kOthers) EXPECT_EQ(FormOf(from), to) << std::hex << from;
}

TEST(Letters, AreComposedWithMarks) {
  EXPECT_EQ(Compose('e', FormOf(0x301)), 0xE9U);
  EXPECT_EQ(Compose(0xEA, FormOf(0x301)), 0x1EBFU);
  EXPECT_EQ(Compose(0xEA, FormOf(0x323)), 0x1EC7U);
  EXPECT_EQ(Compose(0x30AB, FormOf(0x3099)), 0x30ACU);
  EXPECT_EQ(Compose(0x30CF, FormOf(0xFF9F)), 0x30D1U);
  EXPECT_EQ(Compose(0x1100, FormOf(0x1161)), 0xAC00U);
  EXPECT_EQ(Compose(0xAC00, FormOf(0x11C2)), 0xAC1BU);
  EXPECT_EQ(Compose(0xAC01, FormOf(0x11C2)), 0U);
  EXPECT_EQ(Compose(0x1113, FormOf(0x1161)), 0U);
  EXPECT_EQ(Compose('m', FormOf(0x302)), 0U);
  EXPECT_EQ(Compose('a', FormOf(0x34F)), 0U);
  EXPECT_EQ(Compose(0x1F642, FormOf(0x301)), 0U);
}

TEST(Letters, WhatIsALetterStays) {
  std::uint32_t letters = 0;
  const auto expect_letter = [&](std::uint32_t letter, std::uint32_t code_point) {
    ASSERT_EQ(FormOf(letter), letter) << std::hex << code_point;
    // Normalize() reserves this much room.
    if (letter >= 0x800) ASSERT_GE(code_point, 0x80U);
    if (letter >= 0x10000) ASSERT_GE(code_point, 0x10000U);
  };
  for (std::uint32_t code_point = 0; code_point < 0x110000; ++code_point) {
    const std::uint32_t form = FormOf(code_point);
    if (form == 0 || IsMark(form)) continue;
    ++letters;
    const std::u32string read = Read(code_point);
    if (read.size() > 1) ASSERT_GE(code_point, read.size() == 3 ? 0x800U : 0x80U);
    for (const char32_t letter : read) expect_letter(letter, code_point);
  }
  EXPECT_GT(letters, 130000U);
}

}  // namespace
}  // namespace spanloom
