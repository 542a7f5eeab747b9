#include "engine/offset_index.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/utf8.h"
#include "engine/source_map.h"

// Against counting from the start, in any order of questions.
namespace spanloom::testing {
namespace {

std::string RandomText(std::mt19937& random, std::size_t size) {
  constexpr std::string_view kCharacters[] = {"a",          "b",   "\u00e9",  "\u6f22",
                                              "\U0001F68B", "\\n", "\\u00e9", "\\ud83d\\ude8b"};
  std::string text;
  while (text.size() < size) text += kCharacters[random() % std::size(kCharacters)];
  return text;
}

TEST(OffsetIndex, CountsTheUnitsOfCharacters) {
  std::mt19937 random(1);
  for (const std::size_t size : {0, 1, 200, 256, 3000}) {
    const std::string text = RandomText(random, size);
    OffsetIndex<CharacterAt> index;
    index.Reset(text);
    for (int i = 0; i < 500; ++i) {
      std::size_t at = random() % (text.size() + 1);
      while (at < text.size() && IsContinuation(text[at])) ++at;
      const std::size_t units = Utf16Length(std::string_view(text).substr(0, at));
      EXPECT_EQ(index.MeaningBefore(at), units) << size << ' ' << at;
      EXPECT_EQ(index.OffsetOf(units), at) << size << ' ' << at;
    }
    EXPECT_EQ(index.OffsetOf(text.size() + 1), text.size());
  }
}

TEST(OffsetIndex, AnOffsetWithinAnEscapeIsItsEnd) {
  std::mt19937 random(2);
  const std::string text = RandomText(random, 3000);
  OffsetIndex<EscapeAt> index;
  index.Reset(text);
  std::size_t meaning = 0;
  for (std::size_t at = 0; at < text.size();) {
    const TextPiece piece = EscapeAt(text, at);
    EXPECT_EQ(index.OffsetOf(meaning), at);
    for (std::size_t i = 1; i < piece.meaning; ++i) EXPECT_EQ(index.OffsetOf(meaning + i), at + piece.length);
    at += piece.length;
    meaning += piece.meaning;
  }
}

TEST(OffsetIndex, ForgetsTheTextBefore) {
  OffsetIndex<CharacterAt> index;
  const std::string before(1000, 'a');
  index.Reset(before);
  EXPECT_EQ(index.OffsetOf(900), 900U);
  std::string text(300, 'b');
  text += "\u00e9";
  index.Reset(text);
  EXPECT_EQ(index.OffsetOf(900), 302U);
  EXPECT_EQ(index.MeaningBefore(302), 301U);
}

}  // namespace
}  // namespace spanloom::testing
