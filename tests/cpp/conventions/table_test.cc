#include "conventions/table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "conventions/kind.h"

namespace spanloom::testing {
namespace {

Holds HeldBy(const Conventions& table, std::string_view key, Carrier carrier = Carrier::kSpan,
             std::string_view name = {}) {
  return table.Find(carrier, name, key).holds;
}

TEST(Conventions, FindsRowsByCarrierNameAndKey) {
  const Conventions table;
  EXPECT_EQ(HeldBy(table, "gen_ai.input.messages"), Holds::kInput);
  EXPECT_EQ(HeldBy(table, "gen_ai.input.messages", Carrier::kEvent), Holds::kNothing);
  EXPECT_EQ(HeldBy(table, "gen_ai.input.messages", Carrier::kLog, "gen_ai.client.inference.operation.details"),
            Holds::kInput);
  EXPECT_EQ(HeldBy(table, "content", Carrier::kEvent, "gen_ai.user.message"), Holds::kInput);
  EXPECT_EQ(HeldBy(table, "content", Carrier::kEvent, "gen_ai.other.message"), Holds::kNothing);
  EXPECT_EQ(HeldBy(table, ""), Holds::kNothing);
  EXPECT_EQ(HeldBy(table, "..."), Holds::kNothing);
}

TEST(Conventions, ARowMayCoverAllKeysBelow) {
  const Conventions table;
  const Conventions::Found found = table.Find(Carrier::kSpan, {}, "llm.input_messages.0.message.content");
  EXPECT_EQ(found.holds, Holds::kInput);
  EXPECT_TRUE(found.is_flattened);
  EXPECT_EQ(HeldBy(table, "llm.input_messages"), Holds::kNothing);
  EXPECT_EQ(HeldBy(table, "llm.input_messages_0"), Holds::kNothing);
  EXPECT_FALSE(table.Find(Carrier::kSpan, {}, "gen_ai.prompt").is_flattened);
  EXPECT_EQ(HeldBy(table, "gen_ai.prompt.name"), Holds::kNothing);
}

TEST(Conventions, NoAttributeHasTwoRows) {
  std::set<std::string> seen;
  for (const auto conventions : {SharedConventions(), FrameworkConventions(), ProductConventions()}) {
    for (const Convention& convention : conventions) {
      EXPECT_NE(convention.source.find('/'), std::string_view::npos) << convention.name;
      for (const ConventionRow& row : convention.rows) {
        const std::string key =
            std::to_string(static_cast<int>(row.carrier)) + " " + std::string(row.name) + " " + std::string(row.key);
        EXPECT_TRUE(seen.insert(key).second) << key;
      }
    }
  }
  EXPECT_GT(seen.size(), 200u);
}

TEST(Conventions, RowsOfTheUserComeFirst) {
  Conventions table;
  EXPECT_EQ(table.Add(R"([
    { "attribute": "my.input", "holds": "input" },
    { "event": "my.event", "attribute": "content", "holds": "output" },
    { "log": "my.log", "body": true, "holds": "conversation" },
    { "attribute": "my.messages.*", "holds": "instructions" },
    { "attribute": "my.kind", "holds": "kind" }, { "attribute": "my.step", "holds": "step" },
    { "attribute": "my.call", "holds": "toolCall" }, { "attribute": "my.model", "holds": "model" },
    { "attribute": "input.value", "holds": "nothing" },
    { "attribute": "output.*", "holds": "input" }
  ])"),
            "");
  EXPECT_EQ(HeldBy(table, "my.input"), Holds::kInput);
  EXPECT_EQ(HeldBy(table, "content", Carrier::kEvent, "my.event"), Holds::kOutput);
  EXPECT_EQ(HeldBy(table, "body", Carrier::kLog, "my.log"), Holds::kConversation);
  EXPECT_EQ(HeldBy(table, "my.messages.0.content"), Holds::kInstructions);
  EXPECT_EQ(HeldBy(table, "my.kind"), Holds::kKind);
  EXPECT_EQ(HeldBy(table, "my.step"), Holds::kStep);
  EXPECT_EQ(HeldBy(table, "my.call"), Holds::kToolCall);
  EXPECT_EQ(HeldBy(table, "my.model"), Holds::kModel);
  // Also instead of a built-in one, even if only by a prefix.
  EXPECT_EQ(HeldBy(table, "input.value"), Holds::kNothing);
  EXPECT_EQ(HeldBy(table, "output.value"), Holds::kInput);
  EXPECT_EQ(HeldBy(table, "gen_ai.input.messages"), Holds::kInput);
}

TEST(Conventions, WrongRowsAreNamed) {
  const std::string words =
      "expected one of 'input', 'output', 'conversation', 'instructions', 'kind', 'step', 'toolCall', 'model', "
      "'nothing'";
  const struct {
    std::string rows;
    std::string problem;
  } cases[] = {
      {"[", "conventions: expected JSON"},
      {"{}", "conventions: expected a list of rows, got {}"},
      {R"([5])", "conventions[0]: expected an object, got 5"},
      {R"([{"attribute":"a","holds":"input"},{"holds":"input"}])",
       "conventions[1].attribute: expected the key of an attribute, got nothing"},
      {R"([{"attribute":"a"}])", "conventions[0].holds: " + words + ", got nothing"},
      {R"([{"attribute":"a","holds":"Input"}])", "conventions[0].holds: " + words + ", got 'Input'"},
      {R"([{"attribute":"a","holds":7}])", "conventions[0].holds: " + words + ", got 7"},
      {R"([{"attribute":"","holds":"input"}])",
       "conventions[0].attribute: expected a string that is not empty, got ''"},
      {R"([{"attribute":["a","b"],"holds":"input"}])",
       R"(conventions[0].attribute: expected a string that is not empty, got ["a","b"])"},
      {R"([{"attribute":"a","body":true,"holds":"input"}])",
       "conventions[0]: expected either an attribute or a body, got both"},
      {R"([{"body":true,"holds":"input"}])", "conventions[0].body: only log records have a body"},
      {R"([{"log":"l","body":1,"holds":"input"}])", "conventions[0].body: expected true, got 1"},
      {R"([{"event":"e","log":"l","body":true,"holds":"input"}])",
       "conventions[0]: expected either an event or a log, got both"},
      {R"([{"attribute":"a","holds":"input","side":"x"}])",
       "conventions[0].side: expected one of 'attribute', 'body', 'event', 'log', 'holds' as the name of a field"},
  };
  for (const auto& [rows, problem] : cases) {
    Conventions table;
    EXPECT_EQ(table.Add(rows), problem);
    EXPECT_EQ(HeldBy(table, "a"), Holds::kNothing) << rows;
  }
}

TEST(Kinds, WordsOfTheConventions) {
  EXPECT_EQ(KindOf("LLM"), StepKind::kLlm);
  EXPECT_EQ(KindOf("execute_tool"), StepKind::kTool);
  EXPECT_EQ(KindOf("ai.streamText.doStream"), StepKind::kLlm);
  EXPECT_EQ(KindOf("RETRIEVER"), StepKind::kRetrieval);
  EXPECT_EQ(KindOf("embeddings"), StepKind::kEmbedding);
  EXPECT_EQ(KindOf("invoke_workflow"), StepKind::kWorkflow);
  EXPECT_EQ(KindOf("agent"), StepKind::kAgent);
  EXPECT_EQ(KindOf("task"), StepKind::kTask);
  EXPECT_EQ(KindOf("CHAIN"), std::nullopt);
  EXPECT_EQ(KindOf(""), std::nullopt);
}

}  // namespace
}  // namespace spanloom::testing
