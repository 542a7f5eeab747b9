#include "structure/json_text.h"

#include <gtest/gtest.h>

#include <string>

namespace spanloom {
namespace {

TEST(JsonText, SeesBracketsInTheStringOnly) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 20; ++behind) {
      const auto has_bracket = [&](const std::string& inside, const std::string& outside) {
        const std::string json = std::string(before, 'x') + inside + std::string(behind, 'x') + '"' + outside;
        char out[JsonStringReader::kRoom];
        char* to = out;
        const char* from = json.data();
        JsonStringReader reader;
        EXPECT_EQ(reader.Read(from, json.data() + json.size(), to), JsonStringReader::Result::kEnd);
        return reader.has_bracket();
      };
      EXPECT_FALSE(has_bracket("", "{[{[{[{["));
      EXPECT_FALSE(has_bracket("}]|;zZ", "{[{[{[{["));
      EXPECT_TRUE(has_bracket("{", ""));
      EXPECT_TRUE(has_bracket("[", ",\"other\""));
      EXPECT_TRUE(has_bracket("\\\"[", ""));
      EXPECT_TRUE(has_bracket("\\u007b", ""));
    }
  }
}

TEST(JsonText, FindsTheFirstBracket) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (const std::string bracket : {"{", "["}) {
      const std::string text = std::string(before, ';') + bracket + "]}[{";
      EXPECT_EQ(FindBracket(text.data(), text.data() + text.size()), text.data() + before);
      EXPECT_EQ(FindBracket(text.data(), text.data() + before), text.data() + before);
    }
  }
}

}  // namespace
}  // namespace spanloom
