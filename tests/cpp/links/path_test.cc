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
