// What is no message stays whole.
#include "conventions/parts.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "conventions/parts_of.h"

namespace spanloom::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(Parts, AValueOfTheAppIsOnePart) {
  const std::string values[] = {
      "plain text",
      R"({"city":"Oslo","days":300})",
      R"(["Oslo","Bergen"])",
      R"({"type":"tool","result":"hammer and nails"})",
      R"({"id":7,"role":"user","name":"Ann","email":"ann@example.com"})",
      R"({"role":"admin","content":"Everything","scope":"all"})",
      R"({"question":"Which city?","choices":["Oslo","Bergen"],"answer":"Oslo"})",
      R"({"candidates":[{"name":"Ann","votes":300},{"name":"Bob","votes":200}],"winner":"Ann"})",
      R"({"id":"doc_1","content":"Snow in Oslo","score":0.875})",
      R"({"data":[{"x":"one"},{"x":"two"}],"message":"fine, thank you"})",
      R"({"model":"Tesla","input":"USB-C charger","price":12345})",
      R"({"status":"done","output":{"rows":[{"text":"Oslo"},{"text":"Bergen"}]}})",
      R"({"args":["Oslo","Bergen"],"kwargs":{"days":345}})",
      R"({"type":"system","id":"system failure"})",
      R"({"type":"message","id":"a message"})",
      R"({"type":"text","lines":345})",
      R"({"type":"reasoning","days":345})",
      R"({"messages":3000,"prompt":"Which city?"})",
      R"([{"function":"main","code":"exit 300"},{"function":"init","code":"exit 200"}])",
  };
  for (const std::string& value : values) EXPECT_EQ(PartsOf(value), Texts({value}));
}

TEST(Parts, AContainerWithOneMemberStandsForIt) {
  EXPECT_EQ(PartsOf(R"({"input":{"question":"Which city?","context":null,"tags":[]}})"), Texts({"Which city?"}));
  EXPECT_EQ(PartsOf(R"([[["Oslo"]]])"), Texts({"Oslo"}));
  EXPECT_EQ(PartsOf(R"({"a":"Oslo","b":false})"), Texts({R"({"a":"Oslo","b":false})"}));
}

TEST(Parts, MessagesInsideOfStringsAreTakenApart) {
  EXPECT_EQ(PartsOf(R"({"inputs":"[{\"role\":\"user\",\"content\":\"How is Oslo?\"}]","id":12345})"),
            Texts({R"({"inputs":"[{\"role\":\"user\",\"content\":\"How is Oslo?\"}]","id":12345})"}));
  EXPECT_EQ(PartsOf(R"({"value":"[{\"role\":\"user\",\"content\":\"How is Oslo?\"}]"})"), Texts({"How is Oslo?"}));
}

TEST(Parts, TellTheirAuthors) {
  const std::string json = R"([{"role":"user","content":"a question"},{"role":"assistant","content":[{"type":"text",
      "text":"an answer"},{"type":"tool_result","tool_use_id":"1","content":"a result"}]},
      {"type":"function_call","call_id":"1","arguments":"{}"},{"type":"function_call_output","call_id":"1","output":"a result"}])";
  JsonTree tree;
  ASSERT_TRUE(tree.ReadJson(json));
  Array<ContentPart> parts;
  FindParts(tree, false, parts);
  std::vector<Author> authors;
  for (const ContentPart& part : parts) authors.push_back(part.author);
  EXPECT_EQ(authors,
            std::vector<Author>({Author::kUser, Author::kModel, Author::kTool, Author::kModel, Author::kTool}));
}

// Random JSON whose names include those of messages, but none that marks one.
class RandomJson {
 public:
  explicit RandomJson(std::uint32_t seed) : random_(seed) {}

  std::string Value(int depth) {
    switch (depth == 0 ? Pick(3) : Pick(5)) {
      case 0: return std::to_string(Pick(1000));
      case 1: return Pick(2) == 0 ? "null" : "true";
      case 2: return "\"" + Word() + " " + Word() + "\"";
      case 3: return List('[', ']', [&] { return Value(depth - 1); });
      default: return List('{', '}', [&] { return "\"" + Name() + "\":" + Value(depth - 1); });
    }
  }

 private:
  template <typename Item>
  std::string List(char open, char close, Item item) {
    std::string list(1, open);
    for (std::uint32_t left = Pick(4); left > 0; --left) list += item() + (left > 1 ? "," : "");
    return list + close;
  }

  std::string Word() { return kWords[Pick(std::size(kWords))]; }
  std::string Name() { return kNames[Pick(std::size(kNames))]; }
  std::uint32_t Pick(std::size_t count) { return static_cast<std::uint32_t>(random_() % count); }

  static constexpr const char* kWords[] = {"snow", "user", "wind", "text", "boots", "assistant", "tool"};
  static constexpr const char* kNames[] = {"content", "text",  "message", "messages", "input",  "output",
                                           "args",    "value", "name",    "id",       "parts",  "data",
                                           "result",  "city",  "usage",   "prompt",   "choices"};
  std::mt19937 random_;
};

TEST(Parts, WithoutMarksOfMessagesRandomValuesStayWhole) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    const std::string json = RandomJson(seed).Value(4);
    JsonTree tree;
    ASSERT_TRUE(tree.ReadJson(json));
    Array<ContentPart> parts;
    FindParts(tree, false, parts);
    ASSERT_EQ(parts.size(), 1u) << json;
    // All that says anything is in it.
    EXPECT_EQ(tree.nodes()[parts[0].node].own_letters, tree.nodes()[0].own_letters) << json;
  }
}

TEST(Parts, AreInOrderAndDoNotOverlap) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    std::string json = RandomJson(seed).Value(5);
    // Makes messages of some objects.
    for (std::size_t at = json.find("{\"", seed % 40); at != std::string::npos; at = json.find("{\"", at + 9)) {
      json.insert(at + 1, seed % 2 == 0 ? R"("role":"user",)" : R"("tool_calls":[],)");
    }
    JsonTree tree;
    ASSERT_TRUE(tree.ReadJson(json));
    Array<ContentPart> parts;
    FindParts(tree, seed % 3 == 0, parts);
    std::uint32_t end = 0;
    for (const ContentPart& part : parts) {
      EXPECT_GE(part.node, end) << json;
      end = tree.nodes()[part.node].end;
    }
  }
}

}  // namespace
}  // namespace spanloom::testing
