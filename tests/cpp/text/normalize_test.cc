#include "text/normalize.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "text/slow_normalize.h"
#include "text/text_store.h"

namespace spanloom {
namespace {

using testing::AppendCharacter;
using testing::CodePoints;
using testing::NormalizeSlowly;

std::string Normal(std::string_view text) {
  NormalText normal;
  Normalize(text, normal);
  return std::string(normal.bytes.view());
}

std::vector<std::uint32_t> Starts(std::string_view text) {
  NormalText normal;
  Normalize(text, normal);
  std::vector<std::uint32_t> starts;
  for (std::uint32_t i = 0; i < normal.chars; ++i) starts.push_back(UnitOf(normal.kept.view(), i));
  return starts;
}

std::string Hex4(std::uint32_t unit) {
  char text[8];
  std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(unit));
  return text;
}

std::string JsonEscaped(std::string_view text, bool is_ascii) {
  std::string out;
  for (const std::uint32_t point : CodePoints(text)) {
    if (point == '"' || point == '\\') {
      out += {'\\', static_cast<char>(point)};
    } else if (point == '\n') {
      out += "\\n";
    } else if (point == '\t') {
      out += "\\t";
    } else if (point < 0x20 || (is_ascii && point >= 0x80 && point < 0x10000)) {
      out += Hex4(point);
    } else if (is_ascii && point >= 0x10000) {
      out += Hex4(0xD800 + ((point - 0x10000) >> 10)) + Hex4(0xDC00 + (point & 0x3FF));
    } else if (is_ascii && (point == '<' || point == '>' || point == '&')) {
      out += Hex4(point);
    } else {
      AppendCharacter(out, point);
    }
  }
  return out;
}

std::string HtmlEscaped(std::string_view text, bool is_ascii) {
  std::string out;
  for (const std::uint32_t point : CodePoints(text)) {
    switch (point) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += is_ascii ? "&apos;" : "&#39;"; break;
      case 0xA0: out += "&nbsp;"; break;
      default:
        if (is_ascii && point >= 0x80) {
          out += point % 2 == 0 ? "&#" + std::to_string(point) + ";" : "&#x" + Hex4(point).substr(2) + ";";
        } else {
          AppendCharacter(out, point);
        }
    }
  }
  return out;
}

// Random texts from pieces whose combinations are error-prone.
class Texts {
 public:
  explicit Texts(std::uint32_t seed) : random_(seed) {}

  std::uint32_t Below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  std::string Next(std::size_t pieces) {
    std::string text;
    for (std::size_t i = Below(pieces + 1); i > 0; --i) AddPiece(text);
    return text;
  }

 private:
  void AddPiece(std::string& text) {
    static constexpr std::string_view kPieces[] = {"The Quick brown fox, 1984; ",
                                                   "aVeryLongWordOfMoreThanSixteenLettersAndThenSome",
                                                   "\\n",
                                                   "\\",
                                                   "\\u00e9",
                                                   "\\u",
                                                   "u00e9",
                                                   "&amp;",
                                                   "&",
                                                   "amp;",
                                                   "&lt;",
                                                   "lt;",
                                                   "&#233;",
                                                   "&#xE9;",
                                                   "&#",
                                                   "#x41;",
                                                   ";",
                                                   "\\uD835",
                                                   "\\uDC9C",
                                                   "\\\\",
                                                   "\"",
                                                   "\\/",
                                                   "&nbsp;",
                                                   "&quot;",
                                                   "&apos;",
                                                   "&#1234567;",
                                                   "&#12345678;",
                                                   "12",
                                                   "f",
                                                   "0041",
                                                   "\n",
                                                   " ",
                                                   "\xE2\x80\x99",
                                                   "\xE2\x82",
                                                   "\xFF",
                                                   "\xED\xA0\x80",
                                                   "\xC1\x81",
                                                   "\xE0\x81\x81",
                                                   "\xF0\x80\x81\x81",
                                                   "\x80",
                                                   "&#x0000041;",
                                                   "\xF4\x90\x80\x80",
                                                   "\xF0\x9F\x99\x82",
                                                   "\xC3\x89t\xC3\xA9",
                                                   "e\xCC\x81",
                                                   "\xCC\x81",
                                                   "\xCC\x82",
                                                   "\xCC\xA3",
                                                   "\\u0301",
                                                   "&#769;",
                                                   "&eacute;",
                                                   "&Scaron;",
                                                   "&szlig;",
                                                   "&thetasym;",
                                                   "&hellip;",
                                                   "\xC3\x9F",
                                                   "\xEF\xAC\x83",
                                                   "\xEF\xBB\xBB",
                                                   "\xEF\xBD\xB6\xEF\xBE\x9E",
                                                   "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
                                                   "\xEA\xB0\x80",
                                                   "\xE4\xB8\xAD\xE6\x96\x87",
                                                   "\xE3\x81\x82",
                                                   "\xD0\x9C\xD0\xB8\xD1\x80",
                                                   "\xC8\xBA",
                                                   "\xF0\x9D\x92\x9C",
                                                   "\xF0\xA0\x80\x80",
                                                   "\xF0\x90\x90\x80",
                                                   "**",
                                                   "_x_",
                                                   "\\u0026",
                                                   "\\u0026lt;",
                                                   "\xEF\xBC\xA1\xEF\xBC\x91"};
    switch (Below(8)) {
      case 0: text += std::string(Below(100), 'x'); break;
      case 1: text += std::string(Below(100), ' '); break;
      case 2: AppendCharacter(text, Below(0x3000)); break;
      case 3: text += static_cast<char>(Below(0x80)); break;
      default: text += kPieces[Below(std::size(kPieces))];
    }
  }

  std::mt19937 random_;
};

void ExpectLikeSlow(std::string_view text, NormalText& normal) {
  // Allocated to size, so that the sanitizer detects reads beyond the end.
  const std::vector<char> exact(text.begin(), text.end());
  text = {exact.data(), exact.size()};
  const testing::SlowNormal slow = NormalizeSlowly(text);
  Normalize(text, normal);
  ASSERT_EQ(normal.bytes.view(), slow.bytes()) << text;
  ASSERT_EQ(normal.chars, slow.letters.size()) << text;
  ASSERT_EQ(normal.units, slow.units) << text;
  ASSERT_EQ(normal.kept.size(), (slow.units + 7) / 8);
  TextLimits limits;
  TextStore store(limits);
  const std::uint32_t number = store.Add(1, normal, false, false);
  std::uint32_t at = 0;
  for (const auto& [letter, start, end] : slow.letters) {
    ASSERT_EQ(store.UnitAt(number, at), start) << text;
    do ++at;
    while (at < normal.bytes.size() && IsContinuation(normal.bytes.view()[at]));
    ASSERT_EQ(store.UnitAfter(number, at), end) << text;
  }
  for (const std::uint32_t limit : {0U, 1U, normal.chars / 2, normal.chars, normal.chars + 1}) {
    ASSERT_EQ(CountLetters(text, limit), std::min(limit, normal.chars)) << text;
  }
  if (text.size() > kShortText) return;
  std::vector<char> room(kShortTextRoom);
  ASSERT_EQ(std::string_view(room.data(), NormalizeShort(text, room.data())), slow.bytes()) << text;
}

TEST(Normalize, KeepsFoldedLettersAndDigits) {
  EXPECT_EQ(Normal(""), "");
  EXPECT_EQ(Normal("Hello, **World** 42!"), "helloworld42");
  EXPECT_EQ(Normal("/09:@AZ[`az{"), "09azaz");
  EXPECT_EQ(Normal("\xC3\x89t\xC3\xA9 \xE2\x80\x94 \xCE\xA3\xCE\x8A\xCE\xA3\xCE\xA5\xCE\xA6\xCE\x9F\xCF\x82"),
            "\xC3\xA9t\xC3\xA9\xCF\x83\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x83");
  EXPECT_EQ(Normal("\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82\xEF\xBC\xA1\xEF\xBC\x91"),
            "\xE4\xB8\xAD\xE6\x96\x87"
            "a1");
  EXPECT_EQ(Normal("\xF0\x9F\x99\x82\xF0\x90\x90\x80"), "\xF0\x90\x90\xA8");
}

TEST(Normalize, ReadsEscapes) {
  EXPECT_EQ(Normal(R"(a\nb\tc\rd\be\ff\"g\\h\/i)"), "abcdefghi");
  EXPECT_EQ(Normal(R"(\u00e9\u4E2d\ud840\udc00\u0041\u002e)"),
            "\xC3\xA9\xE4\xB8\xAD\xF0\xA0\x80\x80"
            "a");
  EXPECT_EQ(Normal(R"(\u00g9 \ud835x \xe9 \)"), "u00g9xxe9");
  EXPECT_EQ(Normal("&amp;&lt;&gt;&quot;&apos;&nbsp;&#233;&#xE9;&#x41;"),
            "\xC3\xA9\xC3\xA9"
            "a");
  EXPECT_EQ(Normal("&lt &bogus AT&T; &#; &#x; &#xD800; R&D"), "ltbogusattxrd");
  EXPECT_EQ(Normal(R"(a\\nb C:\\new)"), Normal(R"(a\nb C:\new)"));
  EXPECT_EQ(Normal("1 &amp;lt; 2 &amp;#38;"), "12");
  EXPECT_EQ(Normal("&amp;amp;amp;amp;amp;amp;amp;amp;lt;"), "");
  EXPECT_EQ(Normal("&amp;amp;amp;amp;amp;amp;amp;amp;amp;lt;"), "lt");
}

TEST(Normalize, ReadsNamesOfLetters) {
  EXPECT_EQ(Normal("Caf&eacute; &Uuml;ber &szlig;&AElig;&oslash;&yuml;&Scaron;&ccedil;&aring;&Ntilde; &frac12;"),
            Normal("Café Über ßÆøÿŠçåÑ ½"));
  EXPECT_EQ(Normal("&Alpha;&omega;&sigmaf;&thetasym;&piv;&alefsym;&image;"), Normal("Αωςϑϖℵℑ"));
  EXPECT_EQ(Normal("&copy;&rarr;&hearts;&mdash;&zwnj;&euro;&there4;&thinsp;&Dagger;&loz;&circ;"), Normal("ˆ"));
  EXPECT_EQ(Normal("&ccaron;&sacute;&zcaron;"), Normal("čśž"));
  EXPECT_EQ(Normal("R&D; &x1; &thickapprox; &eacute &eacuté;"), "rdthickapproxeacuteeacut\xC3\xA9");
  EXPECT_EQ(Normal("e&#769;e&#x301;e\\u0301e\\\\u0301&amp;eacute;"), Normal("ééééé"));
}

TEST(Normalize, SpellingsOfUnicodeAreOne) {
  const std::string_view texts[][2] = {
      {"Re\u0301sume\u0301 E\u0301", "Résumé É"},
      {"Vie\u0302\u0323t Vie\u0323\u0302t Viê\u0323t Viẹ\u0302t", "Việt Việt Việt Việt"},
      {"\u1112\u1161\u11AB\u1100\u1173\u11AF \uD558\u11AB", "한글 한"},
      {"ｶﾞｷﾞﾊﾟﾝ ﾍﾟｰｼﾞ か\u3099", "ガギパン ページ が"},
      {"Ｆｕｌｌ　Ｗｉｄｔｈ　１２３", "Full Width 123"},
      {"ﬁnd ﬂow oﬀ oﬃce waﬄe ﬅ ﬆ", "find flow off office waffle st st"},
      {"Straße STRAẞE", "Strasse STRASSE"},
      {"\u0627\u0653\u064A\u0654", "\u0622\u0626"},
      {"\u0627\u064E\u0654", "\u0623\u064E"},
      {"ﺍﻟﺴﻼﻡ", "السلام"},
      {"\u0915\u093C \u0921\u093C", "\u0958 \u095C"},
      {"\u05E9\u05C1", "\uFB2A"},
      {"Ά ᾂ α\u0313\u0300\u0345", "Α\u0301 α\u0313\u0300\u0345 ᾂ"},
      {"и\u0306 е\u0308", "й ё"},
      {"x² H₂O ①", "x2 h2o 1"},
      {"α\u0313\u0301 ἄ", "ἄ ά"},
      {"I\u0307 i\u0307", "İ İ"},
  };
  for (const auto& [one, another] : texts) EXPECT_EQ(Normal(one), Normal(another));
  EXPECT_NE(Normal("résumé"), Normal("resume"));
  EXPECT_NE(Normal("re\u0301sume\u0301"), Normal("resume"));
  EXPECT_NE(Normal("カ"), Normal("ガ"));
  EXPECT_EQ(Normal("e \u0301"), "e");
  EXPECT_EQ(Normal("\u0301 \u1161 ﾞ"), "");
}

TEST(Normalize, KeptCharactersStandWhereTheirEscapesStart) {
  EXPECT_EQ(Starts("a-b"), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(Starts("\xF0\x9F\x99\x82z\xF0\x90\x90\x80y\xC3\xA9x"), (std::vector<std::uint32_t>{2, 3, 5, 6, 7}));
  EXPECT_EQ(Starts(R"( \u0041b\\u0043&#68;e)"), (std::vector<std::uint32_t>{1, 7, 9, 15, 20}));
  EXPECT_EQ(Starts("\xFF\xED\xA0\x80"
                   "a"),
            (std::vector<std::uint32_t>{2}));
}

TEST(Normalize, IsLikeTheSlowOne) {
  NormalText normal;
  for (const std::string_view text :
       {"", "a", "1234567", "12345678", "exactly sixteen.", "&", "\\", "\\u", "&#", "\xE2\x82"}) {
    ExpectLikeSlow(text, normal);
  }
  Texts texts(1);
  for (int i = 0; i < 4000; ++i) ASSERT_NO_FATAL_FAILURE(ExpectLikeSlow(texts.Next(i % 10 == 0 ? 80 : 12), normal));
}

TEST(Normalize, ReadsEachSpecialAtEachPlaceOfAStretch) {
  NormalText normal;
  for (const std::string_view special :
       {"\\n", "&lt;", "\xC3\xA9", "\xE2\x80\x99", "\\u00e9", "\xFF", "\xF0\x90\x90\x80"}) {
    for (std::size_t before = 0; before < 140; ++before) {
      std::string text(before, 'a');
      text.append(special);
      ASSERT_NO_FATAL_FAILURE(ExpectLikeSlow(text, normal));
      text.append(70, 'B');
      ASSERT_NO_FATAL_FAILURE(ExpectLikeSlow(text, normal));
    }
  }
}

TEST(Normalize, EscapingChangesNothing) {
  Texts texts(2);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = texts.Next(12);
    const std::string normal = Normal(text);
    for (const bool is_ascii : {false, true}) {
      const std::string json = JsonEscaped(text, is_ascii);
      const std::string html = HtmlEscaped(text, is_ascii);
      ASSERT_EQ(Normal(json), normal) << text << " as " << json;
      ASSERT_EQ(Normal(JsonEscaped(json, false)), normal) << text;
      ASSERT_EQ(Normal(html), normal) << text << " as " << html;
      ASSERT_EQ(Normal(HtmlEscaped(html, is_ascii)), normal) << text;
      ASSERT_EQ(Normal(JsonEscaped(html, is_ascii)), normal) << text;
      ASSERT_EQ(Normal(HtmlEscaped(json, false)), normal) << text;
    }
  }
}

TEST(Normalize, NormalFormIsItsOwn) {
  Texts texts(3);
  for (int i = 0; i < 1000; ++i) {
    const std::string normal = Normal(texts.Next(20));
    ASSERT_EQ(Normal(normal), normal);
  }
}

TEST(Normalize, WrappingCaseAndEmphasisChangeNothing) {
  const std::string_view plain = "Normalise this: text of \xC3\x84rzte, written by hand (twice).";
  for (const std::string_view other :
       {"Normalise this:\n> text of\n> \xC3\x84rzte,\r\n  written   by hand (twice).",
        "NORMALISE THIS: TEXT OF \xC3\xA4RZTE, WRITTEN BY HAND (TWICE).",
        "# *Normalise* __this__: ~~text~~ of [\xC3\x84rzte], `written by hand` (**twice**)."}) {
    EXPECT_EQ(Normal(other), Normal(plain));
  }
}

TEST(Normalize, MemoryIsTakenOnce) {
  NormalText normal;
  const std::string text(10000, 'a');
  Normalize(text, normal);
  const char* const bytes = normal.bytes.data();
  const char* const kept = normal.kept.data();
  for (std::size_t size = 0; size <= text.size(); size += 100) {
    Normalize(text.substr(size), normal);
    EXPECT_EQ(normal.chars, text.size() - size);
  }
  EXPECT_EQ(normal.bytes.data(), bytes);
  EXPECT_EQ(normal.kept.data(), kept);
  normal.Clear();
  EXPECT_EQ(normal.chars + normal.units + normal.bytes.size() + normal.kept.size(), 0U);
}

TEST(Normalize, LettersThatGrowHaveRoom) {
  std::string text;
  std::string folded;
  for (int i = 0; i < 5000; ++i) {
    text += "\xC8\xBA";
    folded += "\xE2\xB1\xA5";
  }
  EXPECT_EQ(Normal(text), folded);
}

}  // namespace
}  // namespace spanloom
