#include "text/label.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text_hash.h"

namespace spanloom {
namespace {

TEST(Label, SpellingsHaveOneHash) {
  const std::string_view labels[][2] = {{"r\u00E9sum\u00E9.pdf", "re\u0301sume\u0301.pdf"},
                                        {"\u00C9cole", "E\u0301cole"},
                                        {"\u1EC6", "E\u0323\u0302"},
                                        {"ガギ", "ｶﾞｷﾞ"},
                                        {"ＡｂＣ１！", "AbC1\uFF01"},
                                        {"oﬃce", "oﬃce"},
                                        {"Straße–1", "Strasse–1"},
                                        {"\uD55C\uAE00", "\u1112\u1161\u11AB\u1100\u1173\u11AF"}};
  for (const auto& [one, another] : labels) EXPECT_EQ(CanonicalHash(one), CanonicalHash(another)) << one;
}

TEST(Label, CaseMarksAndWhatIsNoLetterCount) {
  const std::string_view labels[] = {"résumé", "resume", "Résumé", "résumé.", "ré-sumé", "rśumé", "é",    "É",  "→",
                                     "←",      "🙂",   "🙁",   "1,5 €",   "15 €",    "\xFF",  "\xFE", "カ", "ガ"};
  for (const std::string_view one : labels) {
    for (const std::string_view another : labels)
      EXPECT_EQ(CanonicalHash(one) == CanonicalHash(another), one == another);
  }
}

TEST(Label, AsciiAndLongStringsAreHashedAsTheyAre) {
  std::string text = "\u00E9";
  for (std::uint32_t letters = 1; letters < 100; ++letters) {
    EXPECT_EQ(CanonicalHash(text) == HashText(text), letters >= kLabelLetters) << letters;
    EXPECT_EQ(CanonicalHash(text.substr(2)), HashText(text.substr(2)));
    text += 'x';
  }
}

}  // namespace
}  // namespace spanloom
