#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "structure/json_tree.h"

// A tree that is read on from an earlier text equals one that is read anew.
namespace spanloom::testing {
namespace {

class RandomHistory {
 public:
  explicit RandomHistory(std::uint32_t seed) : random_(seed) {}

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  std::string Word() {
    static constexpr const char* kWords[] = {"frost", "tram",      "Zürich",
                                             "12.5",  "call_7f3a", "a longer phrase of words"};
    return kWords[Below(std::size(kWords))];
  }

  std::string Text() {
    std::string text;
    for (std::size_t i = Below(12); i > 0; --i) text += Word() + (Below(4) == 0 ? "\\n" : " ");
    if (Below(4) == 0) text += R"({\"about\": \"the )" + Word() + R"( in JSON\"})";
    return text;
  }

  std::string Message() {
    switch (Below(4)) {
      case 0: return R"({"role":"user","content":")" + Text() + "\"}";
      case 1: return R"({"role":"assistant","content":[{"type":"text","text":")" + Text() + R"("}],"n":[1,2,3]})";
      case 2: return "\"" + Text() + "\"";
      default: return Below(2) == 0 ? "123456" : "[[\"" + Text() + "\"]]";
    }
  }

  std::string Write(const std::vector<std::string>& messages) {
    static constexpr const char* kHeads[] = {R"({"model":"m","messages":[)", R"({"messages": [ )", "["};
    static constexpr const char* kTails[] = {R"(],"tools":[{"a":"x"},{"b":"y"}]})", " ] }", "]"};
    const std::size_t shape = shape_;
    std::string text = kHeads[shape];
    for (std::size_t i = 0; i < messages.size(); ++i) text += (i > 0 ? "," : "") + messages[i];
    return text + kTails[shape];
  }

  void Reshape() { shape_ = Below(3); }

 private:
  std::mt19937 random_;
  std::size_t shape_ = 0;
};

void ExpectEqual(const JsonTree& tree, const JsonTree& fresh, const std::string& json) {
  ASSERT_EQ(tree.nodes().size(), fresh.nodes().size()) << json;
  for (std::size_t i = 0; i < tree.nodes().size(); ++i) {
    const JsonNode& node = tree.nodes()[i];
    const JsonNode& other = fresh.nodes()[i];
    ASSERT_EQ(node.hash, other.hash) << i << " in " << json;
    ASSERT_EQ(node.parent, other.parent);
    ASSERT_EQ(node.end, other.end);
    ASSERT_EQ(node.place, other.place);
    ASSERT_EQ(node.own_letters, other.own_letters);
    ASSERT_EQ(node.key_letters, other.key_letters);
    ASSERT_EQ(node.type, other.type);
    ASSERT_EQ(node.is_embedded, other.is_embedded);
    ASSERT_EQ(node.is_all_of_text, other.is_all_of_text);
    ASSERT_EQ(node.source_end - node.source_start, other.source_end - other.source_start);
    ASSERT_EQ(tree.Key(node), fresh.Key(other));
    ASSERT_EQ(tree.Text(node), fresh.Text(other));
  }
}

TEST(JsonResumeTest, EqualsATreeThatIsReadAnew) {
  std::size_t kept = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    RandomHistory random(seed);
    random.Reshape();
    JsonTree tree;
    std::string before;
    std::vector<std::string> messages;
    for (int turn = 0; turn < 12; ++turn) {
      if (!messages.empty() && random.Below(6) == 0) messages[random.Below(messages.size())] = random.Message();
      if (!messages.empty() && random.Below(8) == 0) messages.pop_back();
      if (random.Below(12) == 0) random.Reshape();
      for (std::size_t i = random.Below(3); i > 0; --i) messages.push_back(random.Message());
      std::string json = random.Write(messages);
      if (random.Below(10) == 0) json.resize(random.Below(json.size() + 1));
      JsonTree fresh;
      const bool is_valid = fresh.ReadJson(json);
      ASSERT_EQ(tree.ReadJsonAfter(before, json), is_valid) << json;
      ExpectEqual(tree, fresh, json);
      kept += tree.kept_nodes();
      before = json;
    }
  }
  EXPECT_GT(kept, 10000U);  // it does go on, and does not begin anew each time
}

TEST(JsonResumeTest, KeepsWhatBothTextsBeginWith) {
  JsonTree tree;
  const std::string before = R"({"messages":[{"a":"one of many"},{"b":"another text"}]})";
  const std::string json = R"({"messages":[{"a":"one of many"},{"b":"another text"},{"c":"and a third"}]})";
  ASSERT_TRUE(tree.ReadJson(before));
  ASSERT_TRUE(tree.ReadJsonAfter(before, json));
  EXPECT_EQ(tree.kept_nodes(), 6U);  // the object, the list, two items with a text each
}

TEST(JsonResumeTest, ANumberGoesOn) {
  JsonTree tree;
  ASSERT_TRUE(tree.ReadJson("[[100000,2000001]]"));
  ASSERT_TRUE(tree.ReadJsonAfter("[[100000,2000001]]", "[[100000,20000012]]"));
  JsonTree fresh;
  ASSERT_TRUE(fresh.ReadJson("[[100000,20000012]]"));
  ExpectEqual(tree, fresh, "");
}

}  // namespace
}  // namespace spanloom::testing
