#include "engine/source_map.h"

#include <gtest/gtest.h>

#include <string>

#include "structure/json_tree.h"

namespace spanloom::testing {
namespace {

// Returns the part of an attribute's string, in ASCII, where the value number `node` of its tree is.
std::string Located(const std::string& text, std::uint32_t node) {
  JsonTree tree;
  const bool is_json = tree.ReadJson(text);
  if (!is_json) tree.ReadText(text);
  const UnitRange range = SourceMap(tree, text, is_json, false).Locate(node);
  return text.substr(range.start, range.end - range.start);
}

TEST(SourceMapTest, ValuesOfJson) {
  const std::string text = R"({"a": "one\ntwo", "b": [12345, "three"]})";
  EXPECT_EQ(Located(text, 0), text);
  EXPECT_EQ(Located(text, 1), R"(one\ntwo)");
  EXPECT_EQ(Located(text, 2), R"([12345, "three"])");
  EXPECT_EQ(Located(text, 3), "12345");
  EXPECT_EQ(Located(text, 4), "three");
}

TEST(SourceMapTest, JsonInsideOfStrings) {
  const std::string text = R"({"arguments": "{\"about\": \"moss \\u0041 lawn\"}"})";
  EXPECT_EQ(Located(text, 1), R"({\"about\": \"moss \\u0041 lawn\"})");
  EXPECT_EQ(Located(text, 2), R"({\"about\": \"moss \\u0041 lawn\"})");
  EXPECT_EQ(Located(text, 3), R"(moss \\u0041 lawn)");
}

TEST(SourceMapTest, JsonInText) {
  const std::string text = R"(Use this: {"about": "moss lawn"} and go on)";
  EXPECT_EQ(Located(text, 1), R"({"about": "moss lawn"})");
  EXPECT_EQ(Located(text, 2), "moss lawn");
}

TEST(SourceMapTest, CountsUtf16) {
  const std::string text = R"(["🌱 é", "moss lawn"])";
  JsonTree tree;
  ASSERT_TRUE(tree.ReadJson(text));
  SourceMap map(tree, text, true, false);
  EXPECT_EQ(map.Locate(1).start, 2U);
  EXPECT_EQ(map.Locate(1).end, 6U);
  EXPECT_EQ(map.Locate(2).start, 10U);
}

TEST(SourceMapTest, PartsOfAString) {
  const std::string text = R"(["x\ty\u00e9\ud83c\udf31z"])";
  JsonTree tree;
  ASSERT_TRUE(tree.ReadJson(text));
  SourceMap map(tree, text, true, false);
  const auto part = [&](std::uint32_t start, std::uint32_t end) {
    const UnitRange range = map.Locate(1, {start, end});
    return text.substr(range.start, range.end - range.start);
  };
  EXPECT_EQ(part(0, 7), R"(x\ty\u00e9\ud83c\udf31z)");
  EXPECT_EQ(part(1, 2), R"(\t)");
  EXPECT_EQ(part(3, 4), R"(\u00e9)");
  EXPECT_EQ(part(4, 6), R"(\ud83c\udf31)");
  EXPECT_EQ(part(6, 7), "z");
}

TEST(SourceMapTest, OfAStructuredValueTheStringCounts) {
  const std::string text = R"({"content":"moss lawn {\"k\":\"fern bed\"}"})";
  JsonTree tree;
  ASSERT_TRUE(tree.ReadJson(text));
  SourceMap map(tree, text, true, true);
  EXPECT_EQ(map.Locate(1).start, 0U);
  EXPECT_EQ(map.Locate(1).end, 26U);
  EXPECT_EQ(map.Locate(3).start, 16U);  // in: moss lawn {"k":"fern bed"}
  EXPECT_EQ(map.Locate(3).end, 24U);
}

}  // namespace
}  // namespace spanloom::testing
