#include "links/path.h"

#include <gtest/gtest.h>

#include "support/scenario.h"

namespace spanloom::testing {
namespace {

std::string PathTo(const std::vector<std::string>& keys) {
  Scenario s;
  Object object{100, {}};
  for (std::size_t i = keys.size(); i-- > 0;) object = Object{101 + i, {{keys[i], object}}};
  s.Start("root").Call("make", "root", {}, {100, {}}).Call("use", "root", {object}, {1, {}}).End("root");
  const std::string link = s.Links("use").at(0);
  return link.substr(link.find("$>") + 2);
}

TEST(Path, NamesIndexesAndPromises) {
  EXPECT_EQ(PathTo({}), "$[0]");
  EXPECT_EQ(PathTo({"docs", "[12]", "_text$2"}), "$[0].docs[12]._text$2");
  EXPECT_EQ(PathTo({"", "a", ""}), "$[0].a");
}

TEST(Path, OtherNamesAreQuoted) {
  EXPECT_EQ(PathTo({"two words"}), "$[0][\"two words\"]");
  EXPECT_EQ(PathTo({"2nd"}), "$[0][\"2nd\"]");
  EXPECT_EQ(PathTo({"say \"hi\" \\ bye"}), "$[0][\"say \\\"hi\\\" \\\\ bye\"]");
  EXPECT_EQ(PathTo({"caf\xC3\xA9"}), "$[0][\"caf\xC3\xA9\"]");
  EXPECT_EQ(PathTo({"line\nbreak"}), "$[0][\"line\\nbreak\"]");
}

TEST(Path, InternedNames) {
  Scenario s;
  s.log().Intern(0, "docs");
  s.Start("root").Call("make", "root", {}, {1, {}}).Start("use", "root");
  s.log().Words(
      {static_cast<std::uint32_t>(Op::kValue), s.number("use"), 3, 2, 9, 0, kNone, kNone, 1, 0, 0, kInterned | 0});
  s.End("use").End("root");
  EXPECT_EQ(s.Links("use"), Links{"make output>input member $>$[3].docs"});
}

// For every kind of evidence: objects with interned and other names, equal trees, texts, JSON inside strings.
TEST(Path, PrivateNamesAreStars) {
  const Object alice{2, {{"[3]", {3, {{"", {4, {}}}}}}}};
  const Object people{1, {{"alice@example.com", alice}}};
  Scenario s;
  s.log().Intern(0, "bob@example.com");
  s.Start("root").Private(kPrivateOutput).Start("make", "root").Output("make", people);
  s.log().Words({static_cast<std::uint32_t>(Op::kValue) | 1 << 8 | 1 << 16, s.number("make"), 0, 2, 9, 0, kNone, kNone,
                 10, 0, 0, kInterned | 0});
  s.Returns("make", R"({"carol@example.com":{"city":"Amsterdam","zip":"1012 WX"},)"
                    R"("12345":["the quick brown fox jumps over the lazy dog near the river bank"],)"
                    R"("raw":"{\"dave@example.com\":{\"city\":\"Rotterdam\",\"street\":\"Coolsingel\"}}"})");
  s.End("make").Private(kPrivateInput);
  s.Start("member", "root").Input("member", {20, {{"eve", {4, {}}}}}).End("member");
  s.Start("interned", "root").Input("interned", {10, {}}, 1).End("interned");
  s.Start("tree", "root").Given("tree", R"({"eve":{"city":"Amsterdam","zip":"1012 WX"}})").End("tree");
  s.Start("text", "root")
      .Given("text", R"([{"eve":"the quick brown fox jumps over the lazy dog near the river bank"}])");
  s.End("text")
      .Start("run", "root")
      .Given("run", R"({"eve":"so the quick brown fox jumps over the lazy dog near the"})");
  s.End("run")
      .Start("inner", "root")
      .Given("inner", R"(["{\"eve\":{\"city\":\"Rotterdam\",\"street\":\"Coolsingel\"}}"])");
  s.End("inner").End("root");
  EXPECT_EQ(s.Links("member"), Links{"make output>input member $.*[3]>$[0].*"});
  EXPECT_EQ(s.Links("interned"), Links{"make output>input member $.*>$[1]"});
  EXPECT_EQ(s.Links("tree"), Links{"make output>input structure $.*>$[0].*"});
  EXPECT_EQ(s.Links("text"), Links{"make output>input text $.*[0]>$[0][0].*"});
  EXPECT_EQ(s.Links("run"), Links{"make output>input text $.*[0]>$[0].*"});
  EXPECT_EQ(s.Links("inner"), Links{"make output>input structure $.*.*>$[0][0].*"});
}

// Each side of each span separately.
TEST(Path, OnlyNamesOfThePrivateSideAreHidden) {
  const Object box{1, {{"name", {2, {}}}}};
  const auto links_with = [&box](std::uint8_t maker, std::uint8_t user) {
    Scenario s;
    s.Start("root").Private(maker).Call("make", "root", {}, box);
    s.Private(user).Call("use", "root", {{3, {{"own", {2, {}}}}}}, {4, {}}).End("root");
    return s.Links("use");
  };
  EXPECT_EQ(links_with(0, 0), Links{"make output>input member $.name>$[0].own"});
  EXPECT_EQ(links_with(kPrivateInput, kPrivateOutput), Links{"make output>input member $.name>$[0].own"});
  EXPECT_EQ(links_with(kPrivateOutput, 0), Links{"make output>input member $.*>$[0].own"});
  EXPECT_EQ(links_with(0, kPrivateInput), Links{"make output>input member $.name>$[0].*"});
}

TEST(Path, TooDeepToTellIsLeftOut) {
  EXPECT_EQ(PathTo(std::vector<std::string>(60, "a")).size(), 4 + 60 * 2U);
  Scenario s;
  Object object{100, {}};
  for (std::uint64_t i = 0; i < 80; ++i) object = Object{101 + i, {{"a", object}}};
  s.Start("root").Call("make", "root", {}, {100, {}}).Call("use", "root", {object}, {1, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"make output>input member $>?"});
}

}  // namespace
}  // namespace spanloom::testing
