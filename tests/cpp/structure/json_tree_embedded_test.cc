#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json_string.h"
#include "structure/json_tree.h"

// JSON inside strings.
namespace spanloom {
namespace {

constexpr std::string_view kCall = R"({"query":"Lisbon hotels","limit":10})";

std::string Quoted(std::string_view text) {
  Bytes out;
  AppendJsonString(out, text);
  return std::string(out.view());
}

std::string Repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

class JsonTreeEmbeddedTest : public ::testing::Test {
 protected:
  // The hashes of the JSON in `text`, without JSON nested in that.
  std::vector<std::uint64_t> Embedded(std::string_view text) {
    tree.ReadText(text);
    EXPECT_EQ(tree.Text(tree.nodes()[0]), text);
    std::vector<std::uint64_t> hashes;
    for (const JsonNode& node : tree.nodes()) {
      if (node.parent != 0) continue;
      EXPECT_TRUE(node.is_embedded);
      EXPECT_EQ(tree.Key(node), "");
      EXPECT_EQ(node.place, 0U);
      hashes.push_back(node.hash);
    }
    return hashes;
  }

  std::uint64_t Hash(std::string_view json) {
    EXPECT_TRUE(tree.ReadJson(json)) << json;
    return tree.nodes()[0].hash;
  }

  std::size_t Depth() const {
    std::size_t deepest = 0;
    for (JsonNode node : tree.nodes()) {
      std::size_t depth = 0;
      for (; node.parent != kNone; node = tree.nodes()[node.parent]) depth += node.is_embedded ? 1 : 0;
      deepest = std::max(deepest, depth);
    }
    return deepest;
  }

  JsonTree tree;
};

TEST_F(JsonTreeEmbeddedTest, AWholeString) {
  const std::uint64_t call = Hash(kCall);
  EXPECT_EQ(Embedded(kCall), std::vector{call});
  EXPECT_EQ(Embedded("\n " + std::string(kCall) + "\n"), std::vector{call});
  EXPECT_TRUE(tree.ReadJson(R"({"arguments":)" + Quoted(kCall) + R"(,"name":"search"})"));
  ASSERT_EQ(tree.nodes().size(), 6U);
  EXPECT_EQ(tree.nodes()[1].end, 5U);
  EXPECT_EQ(tree.nodes()[2].parent, 1U);
  EXPECT_EQ(tree.nodes()[2].hash, call);
  EXPECT_TRUE(tree.nodes()[2].is_embedded);
  EXPECT_FALSE(tree.nodes()[3].is_embedded);
  EXPECT_EQ(tree.Key(tree.nodes()[3]), "query");
  EXPECT_EQ(tree.Text(tree.nodes()[3]), "Lisbon hotels");
  EXPECT_EQ(tree.nodes()[5].parent, 0U);
}

TEST_F(JsonTreeEmbeddedTest, AnywhereInAText) {
  const std::uint64_t call = Hash(kCall);
  const std::uint64_t list = Hash(R"(["first item","second item"])");
  EXPECT_EQ(Embedded("Result:\n```json\n" + std::string(kCall) + "\n```\nDone."), std::vector{call});
  EXPECT_EQ(Embedded("a " + std::string(kCall) +
                     "[\"first item\",\"second item\"] and {\"limit\":10, \"query\":\"Lisbon hotels\"}."),
            (std::vector{call, list, call}));
  EXPECT_EQ(Embedded("{ {{" + std::string(kCall)), std::vector{call});
  EXPECT_EQ(Embedded("[link](url) [1] [x] f(a[0]) {y} {} [] \"" + std::string(kCall) + '"'), std::vector{call});
}

TEST_F(JsonTreeEmbeddedTest, IsAllOfTheText) {
  const std::string call(kCall);
  for (const std::string& text : {call, " \n" + call + "\t", "```json\n" + call + "\n```", "```\n" + call + "```\n"}) {
    EXPECT_EQ(Embedded(text).size(), 1U);
    EXPECT_TRUE(tree.nodes()[1].is_all_of_text) << text;
    EXPECT_FALSE(tree.nodes()[2].is_all_of_text);
  }
  for (const std::string& text :
       {"a " + call, call + '.', call + call, "[1] " + call, "[" + call, call + " []", "{" + call}) {
    for (const std::uint64_t hash : Embedded(text)) EXPECT_EQ(hash, Hash(kCall));
    Embedded(text);
    for (const JsonNode& node : tree.nodes()) EXPECT_FALSE(node.is_all_of_text) << text;
  }
}

TEST_F(JsonTreeEmbeddedTest, WhatTellsNothingIsLeftOut) {
  for (const std::string_view text :
       {"", "{", "[", "[1]", "see [1], [2, 3] and [12345]", "[text](https://example.org)", "{\"ok\":true}",
        "{\"a_long_name\":{\"of_no_value\":[true,null,{}]}}", "[[[[[[[[]]]]]]]]", "{\"a\":\"b\"}",
        "\"a string of letters\"", "1234567890", "['not','json, but Python']", "{a_name: 'and a value'}", "[1234567"}) {
    EXPECT_TRUE(Embedded(text).empty()) << text;
    EXPECT_EQ(tree.nodes().size(), 1U);
  }
  EXPECT_EQ(Embedded("[12345678]").size(), 1U);
  EXPECT_EQ(Embedded("[12345]").size(), 0U);
  EXPECT_EQ(Embedded("{\"fivel\":1}").size(), 0U);
  EXPECT_EQ(Embedded("{\"eightlet\":1}").size(), 1U);
}

TEST_F(JsonTreeEmbeddedTest, PartsOfWhatWasCut) {
  const std::uint64_t call = Hash(kCall);
  const std::string items = Repeated(std::string(kCall) + ',', 500);
  const std::string cut = R"({"pages":[{"hits":[{"more":[)" + items + R"({"query":"Lis…)";
  EXPECT_EQ(Embedded(cut).size(), 500U);
  EXPECT_EQ(Embedded("[1,x] " + cut).size(), 500U);
  EXPECT_EQ(Embedded(std::string(kCall) + " {\"a\":" + std::string(kCall)), (std::vector{call, call}));
}

TEST_F(JsonTreeEmbeddedTest, StringsInStrings) {
  std::string json = Quoted(kCall);
  for (std::size_t level = 1; level <= 6; ++level) {
    Hash(json);
    EXPECT_EQ(Depth(), std::min<std::size_t>(level, JsonTree::kMaxEmbeddings)) << json;
    json = Quoted(R"({"in":)" + json + '}');
  }
  EXPECT_EQ(Embedded(R"({"in":)" + Quoted(kCall) + '}').size(), 1U);
  EXPECT_EQ(tree.nodes().size(), 6U);
  const std::uint64_t inner = tree.nodes()[3].hash;  // before Hash() replaces the tree
  EXPECT_EQ(inner, Hash(kCall));
}

TEST_F(JsonTreeEmbeddedTest, LettersAreNotCountedTwice) {
  const std::uint32_t letters = [&] {
    tree.ReadText(kCall);
    return tree.nodes()[0].own_letters;
  }();
  EXPECT_EQ(letters, 24U);
  EXPECT_EQ(tree.nodes()[0].key_letters, 0U);
  EXPECT_EQ(tree.nodes()[1].own_letters, 12U);
  EXPECT_EQ(tree.nodes()[1].key_letters, 10U);
  Hash(R"({"arguments":)" + Quoted(kCall) + '}');
  EXPECT_EQ(tree.nodes()[0].own_letters, letters);
  EXPECT_EQ(tree.nodes()[0].key_letters, 9U);
}

TEST_F(JsonTreeEmbeddedTest, DoesNotChangeTheHashOfTheString) {
  EXPECT_EQ(Hash(Quoted(kCall)), [&] {
    tree.ReadText(kCall);
    return tree.nodes()[0].hash;
  }());
  EXPECT_NE(Hash(Quoted(kCall)), Hash(kCall));
}

TEST_F(JsonTreeEmbeddedTest, NodesAreShared) {
  const std::string inner = '[' + Repeated("\"some text\",", 40000) + "0]";
  Hash('[' + Quoted(inner) + ',' + Quoted(inner) + ",1]");
  EXPECT_EQ(tree.nodes().size(), JsonTree::kMaxNodes);
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    ASSERT_LE(tree.nodes()[i].end, JsonTree::kMaxNodes);
    ASSERT_GT(tree.nodes()[i].end, i);
  }
}

// Each of these takes hours without a budget for failed attempts.
TEST_F(JsonTreeEmbeddedTest, HostileTexts) {
  constexpr std::size_t kBytes = 1'000'000;
  for (const std::string_view piece :
       {"[", "{", "{\"a\":", "[\"", "[\"aaa", "[1,", "[[", "[{\"a\":[", "{\"{", "[\"[\",", "{\"a\":\"", "[ ", "[[\"\\",
        "{\"a\":1,", "{\"\":{\"\":[\"", "[\"[\\\"[", "[123456789 "}) {
    const std::string text = Repeated(piece, kBytes / piece.size());
    for (const std::string_view end : {"", "]", "x", "\"]}"}) {
      tree.ReadText(text + std::string(end));
      ASSERT_GE(tree.nodes().size(), 1U);
      EXPECT_FALSE(tree.ReadJson(text + std::string(end)));
    }
    tree.ReadJson(Quoted(text));
    EXPECT_GE(tree.nodes().size(), 1U);
    const std::string nested = "[\"some words\"," + Quoted("[\"some words\"," + Quoted(text) + ']') + ']';
    EXPECT_TRUE(tree.ReadJson(Quoted(nested)));
    EXPECT_EQ(Depth(), 2U);
  }
}

TEST_F(JsonTreeEmbeddedTest, LongSpacesAroundManyValues) {
  constexpr std::size_t kCount = 20000;
  const std::string spaces(1'000'000, ' ');
  EXPECT_EQ(Embedded(spaces + Repeated("[12345678]", kCount) + spaces).size(), kCount);
  EXPECT_EQ(Embedded(spaces + Repeated("[1]", kCount) + spaces + '.').size(), 0U);
}

TEST_F(JsonTreeEmbeddedTest, LongNumbersThatFail) {
  tree.ReadText(std::string(50000, '[') + std::string(10'000'000, '1') + '.');
  EXPECT_EQ(tree.nodes().size(), 1U);
}

TEST_F(JsonTreeEmbeddedTest, LargeStrings) {
  constexpr std::size_t kBytes = 10'000'000;
  const std::string plain(kBytes, 'x');
  EXPECT_EQ(Embedded(plain + std::string(kCall)).size(), 1U);
  EXPECT_TRUE(tree.ReadJson('"' + plain + '"'));
  EXPECT_EQ(tree.nodes()[0].text_length, kBytes);
  EXPECT_TRUE(tree.ReadJson('"' + Repeated(R"(\u00e9)", kBytes / 6) + '"'));
  EXPECT_EQ(tree.nodes()[0].text_length, kBytes / 6 * 2);
  EXPECT_EQ(Embedded(Repeated("function(){return{a:[b]}}[1] ", 100000)).size(), 0U);
}

}  // namespace
}  // namespace spanloom
