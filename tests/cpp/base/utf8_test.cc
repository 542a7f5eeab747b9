#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace spanloom {
namespace {

std::string Repaired(std::string_view text) {
  Bytes out;
  AppendUtf8(out, text);
  return std::string(out.view());
}

TEST(Utf8, WellFormedTextStaysAsItIs) {
  for (const std::string_view text : {"", "plain", "sixteen letters!", "caf\xC3\xA9", "\xE2\x82\xAC",
                                      "\xF0\x9F\x99\x82", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(ValidUtf8Prefix(text), text.size()) << text;
    EXPECT_EQ(Repaired(text), text);
  }
}

TEST(Utf8, EachIllFormedSequenceIsReplacedOnce) {
  EXPECT_EQ(Repaired("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(Repaired("\xC0\x80"), "\xEF\xBF\xBD");          // overlong
  EXPECT_EQ(Repaired("\xED\xA0\x80|"), "\xEF\xBF\xBD|");    // a surrogate
  EXPECT_EQ(Repaired("\xF4\x90\x80\x80"), "\xEF\xBF\xBD");  // beyond U+10FFFF
  EXPECT_EQ(Repaired("cut \xE2\x82"), "cut \xEF\xBF\xBD");
  EXPECT_EQ(Repaired("eight by\x80tes long"), "eight by\xEF\xBF\xBDtes long");
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(CutUtf8("abc", 3), "abc");
  EXPECT_EQ(CutUtf8("ab\xE2\x82\xAC", 4), "ab");
  EXPECT_EQ(CutUtf8("ab\xE2\x82\xAC", 5), "ab\xE2\x82\xAC");
  EXPECT_EQ(CutUtf8("\x80\x80\x80", 2), "");
}

}  // namespace
}  // namespace spanloom
