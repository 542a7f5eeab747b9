#include <gtest/gtest.h>

#include "support/scenario.h"

// Loop-carried history: a link is omitted if earlier calls of the same function had all of its parts.
namespace spanloom::testing {
namespace {

constexpr std::uint32_t kChat = 1;

// An agent that adds messages to one list and passes it to each call of its model.
class Agent {
 public:
  Agent() { s.Start("agent").Input("agent", {1, {}}); }

  void Chat(const std::string& name, std::uint64_t reply) {
    Object list{2, {}};
    for (std::size_t i = 0; i < messages.size(); ++i)
      list.members.push_back({"[" + std::to_string(i) + "]", {messages[i], {}}});
    s.Call(name, "agent", {{request++, {{"messages", list}}}}, {reply, {}}, kChat);
    messages.push_back(reply);
  }

  void Tool(const std::string& name, std::uint64_t result) {
    s.Call(name, "agent", {{messages.back(), {}}}, {result, {}}, 2);
    messages.push_back(result);
  }

  Scenario s;
  std::vector<std::uint64_t> messages{1};
  std::uint64_t request = 1000;
};

TEST(FlowHistory, EachResultLinksToTheFirstCallThatSeesIt) {
  Agent agent;
  agent.Chat("chat1", 10);
  agent.Tool("weather", 11);
  agent.Chat("chat2", 12);
  agent.Tool("trains", 13);
  agent.Chat("chat3", 14);
  agent.s.Output("agent", {14, {}}).End("agent");
  EXPECT_EQ(agent.s.Links("chat1"), Links{"agent input>input member $[0]>$[0].messages[0]"});
  EXPECT_EQ(agent.s.Links("weather"), Links{"chat1 output>input identity $>$[0]"});
  EXPECT_EQ(agent.s.Links("chat2"),
            (Links{"chat1 output>input member $>$[0].messages[1]", "weather output>input member $>$[0].messages[2]"}));
  EXPECT_EQ(agent.s.Links("chat3"),
            (Links{"chat2 output>input member $>$[0].messages[3]", "trains output>input member $>$[0].messages[4]"}));
  EXPECT_EQ(agent.s.Links("agent"), Links{"chat3 output>output identity $>$"});
}

TEST(FlowHistory, ParallelCallsKeepTheirLinks) {
  Scenario s;
  s.Start("root").Call("brief", "root", {}, {1, {}});
  s.Call("sample1", "root", {{1, {}}}, {2, {}}, kChat).Call("sample2", "root", {{1, {}}}, {3, {}}, kChat).End("root");
  EXPECT_EQ(s.Links("sample1"), Links{"brief output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("sample2"), Links{"brief output>input identity $>$[0]"});
}

TEST(FlowHistory, APartThatNoEarlierCallHadKeepsTheLink) {
  Scenario s;
  s.Start("root").Call("search", "root", {}, {1, {{"a", {2, {}}}, {"b", {3, {}}}}});
  s.Call("chat1", "root", {{2, {}}}, {10, {}}, kChat);
  s.Call("chat2", "root", {{20, {{"[0]", {2, {}}}, {"[1]", {10, {}}}}}}, {11, {}}, kChat);
  s.Call("chat3", "root", {{21, {{"[0]", {2, {}}}, {"[1]", {10, {}}}, {"[2]", {3, {}}}}}}, {12, {}}, kChat).End("root");
  EXPECT_EQ(s.Links("chat2"), Links{"chat1 output>input member $>$[0][1]"});
  EXPECT_EQ(s.Links("chat3"), (Links{"search output>input member $.a>$[0][0]", "chat1 output>input member $>$[0][1]"}));
}

TEST(FlowHistory, OnlyCallsOfTheSameFunctionCount) {
  Scenario s;
  s.Start("root").Call("search", "root", {}, {1, {}}).Call("summarise", "root", {{1, {}}}, {10, {}}, 2);
  s.Call("chat", "root", {{20, {{"[0]", {1, {}}}, {"[1]", {10, {}}}}}}, {11, {}}, kChat).End("root");
  EXPECT_EQ(s.Links("chat"),
            (Links{"search output>input member $>$[0][0]", "summarise output>input member $>$[0][1]"}));
}

TEST(FlowHistory, SpansWithoutAFunctionHaveNone) {
  Scenario s;
  s.Start("root").Call("search", "root", {}, {1, {}}).Call("block1", "root", {{1, {}}}, {10, {}});
  s.Call("block2", "root", {{20, {{"[0]", {1, {}}}, {"[1]", {10, {}}}}}}, {11, {}}).End("root");
  EXPECT_EQ(s.Links("block2"), (Links{"search output>input member $>$[0][0]", "block1 output>input member $>$[0][1]"}));
}

TEST(FlowHistory, TheEarlierCallsOwnResultMustBeThere) {
  Scenario s;
  s.Start("root").Call("search", "root", {}, {1, {}}).Call("chat1", "root", {{1, {}}}, {10, {}}, kChat);
  s.Call("note", "root", {{10, {}}}, {11, {}});
  s.Call("chat2", "root", {{20, {{"[0]", {1, {}}}, {"[1]", {11, {}}}}}}, {12, {}}, kChat).End("root");
  EXPECT_EQ(s.Links("chat2"), (Links{"search output>input member $>$[0][0]", "note output>input member $>$[0][1]"}));
}

TEST(FlowHistory, AThreadLeftOutStillBelongsToItsProducerLater) {
  Scenario s;
  s.Start("root").Call("search", "root", {}, {1, {}}).Call("chat1", "root", {{1, {}}}, {10, {}}, kChat);
  s.Call("chat2", "root", {{20, {{"[0]", {1, {}}}, {"[1]", {10, {}}}}}}, {11, {}}, kChat);
  // Of the earlier calls, only the second one's result is here, and that call had the first two as history.
  s.Call("chat3", "root", {{21, {{"[0]", {1, {}}}, {"[1]", {10, {}}}, {"[2]", {11, {}}}}}}, {12, {}}, kChat)
      .End("root");
  EXPECT_EQ(s.Links("chat3"), Links{"chat2 output>input member $>$[0][2]"});
}

}  // namespace
}  // namespace spanloom::testing
