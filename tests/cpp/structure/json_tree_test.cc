#include "structure/json_tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace spanloom {
namespace {

class JsonTreeTest : public ::testing::Test {
 protected:
  const JsonNode& Read(std::string_view json) {
    EXPECT_TRUE(tree.ReadJson(json)) << json;
    return tree.nodes()[0];
  }

  std::uint64_t Hash(std::string_view json) { return Read(json).hash; }
  std::string Text(std::string_view json) { return std::string(tree.Text(Read(json))); }

  JsonTree tree;
};

TEST_F(JsonTreeTest, NodesInPreOrder) {
  Read(R"( {"a":[true,"x"],"b\n":{"c":-1.5e3},"a":null} )");
  struct Expected {
    JsonType type;
    std::uint32_t parent, end, place;
    std::string_view key, text;
  };
  const std::vector<Expected> expected = {
      {JsonType::kObject, kNone, 7, 0, "", ""}, {JsonType::kArray, 0, 4, 0, "a", ""},
      {JsonType::kBool, 1, 3, 0, "", ""},       {JsonType::kString, 1, 4, 1, "", "x"},
      {JsonType::kObject, 0, 6, 1, "b\n", ""},  {JsonType::kNumber, 4, 6, 0, "c", ""},
      {JsonType::kNull, 0, 7, 2, "a", ""},
  };
  ASSERT_EQ(tree.nodes().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const JsonNode& node = tree.nodes()[i];
    EXPECT_EQ(node.type, expected[i].type) << i;
    EXPECT_EQ(node.parent, expected[i].parent) << i;
    EXPECT_EQ(node.end, expected[i].end) << i;
    EXPECT_EQ(node.place, expected[i].place) << i;
    EXPECT_EQ(tree.Key(node), expected[i].key) << i;
    EXPECT_EQ(tree.Text(node), expected[i].text) << i;
    EXPECT_FALSE(node.is_embedded);
  }
}

TEST_F(JsonTreeTest, Escapes) {
  EXPECT_EQ(Text(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(Text(R"("\u0041\u00e9\u20AC\uD83D\uDE42")"), "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82");
  EXPECT_EQ(Text(R"("\u0000")"), std::string_view("\0", 1));
  EXPECT_EQ(Text("\"caf\xC3\xA9 \x7F\""), "caf\xC3\xA9 \x7F");
}

TEST_F(JsonTreeTest, LoneSurrogatesAreReplaced) {
  EXPECT_EQ(Text(R"("\ud800")"), "\xEF\xBF\xBD");
  EXPECT_EQ(Text(R"("\udc00\ud800x")"), "\xEF\xBF\xBD\xEF\xBF\xBDx");
  EXPECT_EQ(Text(R"("\ud83d\ud83d\ude42")"), "\xEF\xBF\xBD\xF0\x9F\x99\x82");
  EXPECT_EQ(Text(R"("\ud83d\u0041")"), "\xEF\xBF\xBD\x41");
}

TEST_F(JsonTreeTest, StringsOfEveryLengthAtEveryPlace) {
  for (std::size_t before = 0; before < 9; ++before) {
    for (std::size_t length = 0; length < 40; ++length) {
      const std::string text(length, 'x');
      for (std::size_t escape = 0; escape <= length; ++escape) {
        const std::string json =
            std::string(before, ' ') + '"' + text.substr(0, escape) + R"(\u20ac)" + text.substr(escape) + '"';
        ASSERT_EQ(Text(json), text.substr(0, escape) + "\xE2\x82\xAC" + text.substr(escape));
      }
    }
  }
  for (std::size_t length = 900; length < 2200; ++length) {  // around the size of the pieces in which strings are read
    const std::string text(length, 'x');
    ASSERT_EQ(Text('"' + text + R"(\n")"), text + '\n');
    ASSERT_EQ(Text('"' + text + R"(\ud83d\ude42)" + text + '"'), text + "\xF0\x9F\x99\x82" + text);
  }
}

TEST_F(JsonTreeTest, WhatIsNoJson) {
  for (const std::string_view json : {"",         " ",         "nul",         "nulll",
                                      "True",     "1 2",       "01",          "-",
                                      "1.",       ".5",        "+1",          "1e",
                                      "1e+",      "- 1",       "0x1",         "NaN",
                                      "[1,]",     "[,1]",      "[1 2]",       "[1",
                                      "]",        "[1]]",      "{",           "{}}",
                                      "{\"a\"}",  "{\"a\":}",  "{\"a\":1,}",  "{a:1}",
                                      "{1:1}",    "{\"a\" 1}", "[}",          "{]",
                                      "'a'",      "\"",        "\"a",         "\"\\\"",
                                      "\"\\x\"",  "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"",
                                      "\"\x1F\"", "[1],",      "\"a\" \"b\"", "\xEF\xBB\xBF[]",
                                      "[\f]"}) {
    EXPECT_FALSE(tree.ReadJson(json)) << json;
    EXPECT_TRUE(tree.nodes().empty());
  }
  EXPECT_FALSE(tree.ReadJson(std::string_view("\"\0\"", 3)));
}

TEST_F(JsonTreeTest, FormDoesNotMatter) {
  EXPECT_EQ(Hash(R"({"a":1,"b":[2,{"c":"d","e":null}]})"),
            Hash(" { \"b\" : [ 2,\n{\"e\":null, \"\\u0063\":\"\\u0064\"} ] ,\t\"a\":1.0}"));
  EXPECT_EQ(Hash(R"("a\/b")"), Hash(R"("a/b")"));
  EXPECT_EQ(Hash(R"("  some words\n")"), Hash(R"("some words")"));
}

TEST_F(JsonTreeTest, NumbersCountByValue) {
  const std::vector<std::vector<std::string_view>> equal = {
      {"0", "-0", "0.0", "0e5", "-0.000E-7"},
      {"1", "1.0", "1e0", "100e-2", "0.01E+2", "10.0e-1"},
      {"-1", "-1.0", "-10e-1"},
      {"10", "1e1", "10.00"},
      {"0.1", "1e-1", "0.10"},
      {"12345678901234567890", "1234567890123456789e1", "1.234567890123456789e19"},
      {"12345678901234567890123456789012345678901", "1234567890123456789012345678901234567890.1e1"},
      {"12345678901234567890123456789012345678902"},
      {"12345678901234567890000000000000000000001", "1234567890123456789000000000000000000000.1e1"},
      {"12345678901234567895", "123456789012345678950e-1"},
      {"123456789012345678905"},
      {"1234567890123456789005", "12345678901234567890.05e2"},
      {"1e999", "10e998"},
      {"1e99999999999999999999999", "10e99999999999999999999998"},
      {"1e-99999999999999999999999"},
  };
  std::vector<std::uint64_t> seen;
  for (const auto& forms : equal) {
    for (const std::string_view form : forms) EXPECT_EQ(Hash(form), Hash(forms[0])) << form;
    for (const std::uint64_t other : seen) EXPECT_NE(Hash(forms[0]), other) << forms[0];
    seen.push_back(Hash(forms[0]));
  }
}

TEST_F(JsonTreeTest, AnythingElseDiffers) {
  const std::vector<std::string_view> all = {"null",
                                             "\"null\"",
                                             "true",
                                             "\"true\"",
                                             "false",
                                             "0",
                                             "\"0\"",
                                             "1",
                                             "\"1\"",
                                             "\"\"",
                                             "[]",
                                             "{}",
                                             "[[]]",
                                             "[{}]",
                                             "[[],[]]",
                                             "[[[]]]",
                                             "[null]",
                                             "[1]",
                                             "[1,1]",
                                             "[1,2]",
                                             "[2,1]",
                                             "[[1],2]",
                                             "[[1,2]]",
                                             "[1,[2]]",
                                             "{\"a\":1}",
                                             "{\"a\":\"1\"}",
                                             "{\"1\":\"a\"}",
                                             "{\"a\":1,\"b\":2}",
                                             "{\"a\":2,\"b\":1}",
                                             "{\"a\":1,\"a\":1}",
                                             "{\"a\":1,\"a\":1,\"b\":1,\"b\":1}",
                                             "{\"a\":{\"b\":1}}",
                                             "{\"a\":{},\"b\":1}",
                                             "{\"a\":[1]}",
                                             "{\" a\":1}",
                                             "[\"a\",1]",
                                             "{\"\":1}",
                                             "\"a b\"",
                                             "\"ab\"",
                                             "\"A b\""};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(Hash(all[i]), Hash(all[j])) << all[i] << " " << all[j];
  }
}

TEST_F(JsonTreeTest, LettersOfTellingValues) {
  EXPECT_EQ(Read(R"("Lisbon in May")").own_letters, 11U);
  EXPECT_EQ(Read(R"("ok")").own_letters, 0U);
  EXPECT_EQ(Read("12").own_letters, 0U);
  EXPECT_EQ(Read("1200").own_letters, 0U);
  EXPECT_EQ(Read("-1.23e7").own_letters, 3U);
  EXPECT_EQ(Read("true").own_letters, 0U);
  EXPECT_EQ(Read("null").own_letters, 0U);
  const JsonNode& node = Read(R"({"city":"Lisbon","days":[{"n":1234},5,true],"":null})");
  EXPECT_EQ(node.own_letters, 10U);
  EXPECT_EQ(node.key_letters, 9U);
  EXPECT_EQ(tree.nodes()[2].key_letters, 1U);
}

TEST_F(JsonTreeTest, LettersSaturate) {
  std::string json = "{";
  for (int i = 0; i < 20; ++i) json += (i > 0 ? "," : "") + std::string(R"("a longer key":"a longer text")");
  const JsonNode& node = Read(json + '}');
  EXPECT_EQ(node.own_letters, kMaxLetters);
  EXPECT_EQ(node.key_letters, kMaxLetters);
  EXPECT_EQ(Read(std::string(1000, '7')).own_letters, kMaxLetters);
}

TEST_F(JsonTreeTest, BeyondTheDeepestLevel) {
  const auto nest = [](std::size_t depth, const std::string& inner) {
    std::string json;
    for (std::size_t i = 0; i < depth; ++i) json += i % 2 == 0 ? "[" : R"({"k":)";
    json += inner;
    for (std::size_t i = depth; i > 0; --i) json += i % 2 == 1 ? "]" : "}";
    return json;
  };
  for (const std::size_t depth : {127U, 128U, 129U, 130U, 1000U, 100000U}) {
    const std::uint64_t hash = Hash(nest(depth, R"({"a":"x","b":[1,{"c":"]"}]})"));
    EXPECT_EQ(tree.nodes().size(), depth == 127 ? 129U : 128U) << depth;
    EXPECT_NE(hash, Hash(nest(depth, R"({"a":"y","b":[1,{"c":"]"}]})")));
    EXPECT_NE(hash, Hash(nest(depth + 2, R"({"a":"x","b":[1,{"c":"]"}]})")));
    EXPECT_FALSE(tree.ReadJson(nest(depth, R"({"a":"x","b":[1,{"c":"]"})")));
    EXPECT_FALSE(tree.ReadJson(nest(depth, R"({"a":"x","b":[1,{"c"}]})")));
    EXPECT_FALSE(tree.ReadJson(nest(depth, R"({"a":"x","b":[1,{"c":"]"}])")));
    EXPECT_FALSE(tree.ReadJson(nest(depth, "[}")));
    EXPECT_TRUE(tree.ReadJson(nest(depth, "[[],{},\"\"]")));
  }
}

TEST_F(JsonTreeTest, BeyondTheMostNodes) {
  const auto list = [](std::size_t count, int last) {
    std::string json = "[";
    for (std::size_t i = 0; i < count; ++i) json += "[7],";
    return json + R"({"last":)" + std::to_string(last) + "}]";
  };
  const std::uint64_t hash = Hash(list(50000, 1));
  EXPECT_EQ(tree.nodes().size(), JsonTree::kMaxNodes);
  EXPECT_EQ(tree.nodes()[0].end, JsonTree::kMaxNodes);
  for (const JsonNode& node : tree.nodes()) ASSERT_LE(node.end, JsonTree::kMaxNodes);
  EXPECT_EQ(tree.nodes()[0].key_letters, 4U);
  EXPECT_EQ(Hash(list(50000, 1)), hash);
  EXPECT_NE(Hash(list(50000, 2)), hash);
  EXPECT_NE(Hash(list(50001, 1)), hash);
}

TEST_F(JsonTreeTest, ManyNumbersAreOneNode) {
  // `odd` replaces the item at `at`.
  const auto list = [](int count, int at = -1, const std::string& odd = "") {
    std::string json;
    for (int i = 0; i < count; ++i) json += (i > 0 ? ", " : "[") + (i == at ? odd : "0.1" + std::to_string(i % 9 + 11));
    return json + "]";
  };
  const auto count = [&](const std::string& json) {
    EXPECT_TRUE(tree.ReadJson(json)) << json;
    return tree.nodes().size();
  };
  EXPECT_EQ(count(list(64)), 65U);
  EXPECT_EQ(count(list(65)), 1U);
  EXPECT_EQ(count(list(100'000)), 1U);
  EXPECT_EQ(tree.nodes()[0].own_letters, kMaxLetters);
  for (const char* odd : {"null", "\"x\"", "[1]", "{}"}) EXPECT_GT(count(list(65, 64, odd)), 65U) << odd;
  EXPECT_EQ(count("[" + list(100'000) + ",{\"a\":" + list(70) + "},7]"), 5U);
  EXPECT_EQ(tree.nodes()[2].type, JsonType::kObject);
  EXPECT_EQ(tree.nodes()[3].end, 4U);
  EXPECT_EQ(count("\"so: " + list(100) + "\""), 2U);

  const std::uint64_t hash = Hash(list(1536));
  EXPECT_EQ(Hash(list(1536, 0, "1.11e-1")), hash);
  for (const int at : {0, 700, 1535}) EXPECT_NE(Hash(list(1536, at, "0.1110000000000001")), hash);
  EXPECT_NE(Hash(list(1535)), hash);
}

TEST_F(JsonTreeTest, IsUsedAgain) {
  const std::uint64_t hash = Hash("[1]");
  EXPECT_TRUE(tree.ReadJson('"' + std::string(3000000, 'x') + '"'));
  EXPECT_FALSE(tree.ReadJson("[[[["));
  tree.ReadText("text");
  EXPECT_EQ(tree.nodes().size(), 1U);
  EXPECT_EQ(Hash("[1]"), hash);
  EXPECT_EQ(tree.nodes().size(), 2U);
}

}  // namespace
}  // namespace spanloom
