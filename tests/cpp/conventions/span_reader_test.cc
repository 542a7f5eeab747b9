#include "conventions/span_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <protozero/pbf_writer.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "conventions/sides.h"
#include "conventions/span_builder.h"

namespace spanloom::testing {
namespace {

class SpanReaderTest : public ::testing::Test {
 protected:
  // Returns the parts of a side: "attribute: text", after "system: " if they belong to a system prompt.
  std::vector<std::string> Read(SpanBuilder& span, Side side) {
    reader_.Read(span.Recorded());
    std::vector<std::string> found;
    for (const ContentAttribute& attribute : reader_.attributes()) {
      if (!IsOnSide(attribute, side)) continue;
      if (!tree_.ReadJson(attribute.value)) tree_.ReadText(attribute.value);
      FindPartsOnSide(tree_, attribute.holds, reader_.facts().kind, side, parts_);
      for (const ContentPart& part : parts_) {
        Bytes name;
        AppendAttributeName(attribute, name);
        const JsonNode& node = tree_.nodes()[part.node];
        const std::string_view text = node.type == JsonType::kString ? tree_.Text(node) : attribute.value;
        const std::string who = part.author == Author::kSystem ? "system: " : "";
        found.push_back(who + std::string(name.view()) + ": " + std::string(text));
      }
    }
    return found;
  }
  std::vector<std::string> Inputs(SpanBuilder& span) { return Read(span, Side::kInput); }
  std::vector<std::string> Outputs(SpanBuilder& span) { return Read(span, Side::kOutput); }
  SpanFacts Facts(SpanBuilder& span) {
    reader_.Read(span.Recorded());
    return reader_.facts();
  }

  Conventions conventions_;
  SpanReader reader_{conventions_};
  JsonTree tree_;
  Array<ContentPart> parts_;
};

using Texts = std::vector<std::string>;

TEST_F(SpanReaderTest, AttributesOfASpan) {
  SpanBuilder span;
  span.Attribute("input.value", Text("a question")).Attribute("output.value", Text("an answer"));
  span.Attribute("http.route", Text("/a")).Attribute("input.mime_type", Text("text/plain"));
  EXPECT_EQ(Inputs(span), Texts({"input.value: a question"}));
  EXPECT_EQ(Outputs(span), Texts({"output.value: an answer"}));
}

TEST_F(SpanReaderTest, FlattenedMessagesHaveOnlyTheirContent) {
  SpanBuilder span;
  const std::string input = "llm.input_messages.";
  span.Attribute(input + "1.message.content", Text("a question"));
  span.Attribute(input + "1.message.role", Text("user"));
  span.Attribute(input + "0.message.content", Text("Be brief."));
  span.Attribute(input + "0.message.role", Text("system"));  // after its content
  span.Attribute(input + "10.message.contents.0.message_content.text", Text("a part"));
  span.Attribute(input + "10.message.contents.0.message_content.type", Text("text"));
  span.Attribute(input + "10.message.tool_calls.0.tool_call.function.name", Text("weather"));
  span.Attribute(input + "10.message.tool_calls.0.tool_call.function.arguments", Text("an argument"));
  span.Attribute(input + "10.message.tool_calls.0.tool_call.id", Text("call_1"));
  span.Attribute(input + "11.message.function_call_arguments_json", Text("another argument"));
  EXPECT_EQ(Inputs(span),
            Texts({input + "1.message.content: a question", "system: " + input + "0.message.content: Be brief.",
                   input + "10.message.contents.0.message_content.text: a part",
                   input + "10.message.tool_calls.0.tool_call.function.arguments: an argument",
                   input + "11.message.function_call_arguments_json: another argument"}));
}

TEST_F(SpanReaderTest, FlattenedListsAndNames) {
  SpanBuilder span;
  span.Attribute("gen_ai.prompt.0.user", Text("a prompt")).Attribute("gen_ai.prompt.0.role", Text("user"));
  span.Attribute("llm.prompts.0", Text("an item")).Attribute("llm.prompts.1.prompt.text", Text("a text"));
  span.Attribute("gen_ai.prompt.name", Text("a name")).Attribute("gen_ai.prompt.variable.city", Text("Oslo"));
  span.Attribute("gen_ai.completion.0.finish_reason", Text("stop"));
  EXPECT_EQ(Inputs(span),
            Texts({"gen_ai.prompt.0.user: a prompt", "llm.prompts.0: an item", "llm.prompts.1.prompt.text: a text"}));
  EXPECT_EQ(Outputs(span), Texts());
}

TEST_F(SpanReaderTest, StructuredValuesAreReadAsJson) {
  SpanBuilder span;
  span.Attribute("gen_ai.input.messages",
                 List({Map({{"role", Text("user")},
                            {"parts", List({Map({{"type", Text("text")}, {"content", Text("a question")}})})}})}));
  span.Attribute("ai.values", List({Text("one"), Text("two")}));
  span.Attribute("gen_ai.tool.call.arguments", Map({{"days", Number(345)}}));
  span.Attribute("gen_ai.tool.call.result", Number(345));  // says nothing
  EXPECT_EQ(Inputs(span), Texts({"gen_ai.input.messages: a question", R"(ai.values: ["one","two"])",
                                 R"(gen_ai.tool.call.arguments: {"days":345})"}));
  EXPECT_EQ(Outputs(span), Texts());
}

TEST_F(SpanReaderTest, SpanEvents) {
  SpanBuilder span;
  span.Event("exception", {{"content", Text("no content")}});
  span.Event("gen_ai.system.message", {{"content", Text("Be brief.")}});
  span.Event("gen_ai.user.message", {{"content", Text("a question")}, {"role", Text("user")}});
  span.Event("gen_ai.tool.message", {{"gen_ai.event.content", Text(R"({"content":"a result","tool_call_id":"1"})")}});
  span.Event("gen_ai.choice", {{"gen_ai.event.content",
                                Text(R"({"message":{"content":"an answer"},"finish_reason":"stop","index":0})")}});
  span.Event("gen_ai.choice", {{"message", Text(R"([{"text":"another answer"}])")}, {"finish_reason", Text("stop")}});
  span.Event(
      "gen_ai.client.inference.operation.details",
      {{"gen_ai.output.messages", Text(R"([{"role":"assistant","parts":[{"type":"text","content":"a third"}]}])")}});
  EXPECT_EQ(Inputs(span), Texts({"system: events[1].content: Be brief.", "events[2].content: a question",
                                 "events[3].gen_ai.event.content: a result"}));
  EXPECT_EQ(Outputs(span), Texts({"events[4].gen_ai.event.content: an answer", "events[5].message: another answer",
                                  "events[6].gen_ai.output.messages: a third"}));
}

TEST_F(SpanReaderTest, LogRecords) {
  SpanBuilder span;
  span.Log("gen_ai.system.message", Map({{"content", Text("Be brief.")}}));
  span.Log("gen_ai.user.message", Map({{"content", Text("a question")}}));
  span.Log("gen_ai.tool.message", Text(R"({"content":"a result","id":"1"})"), {}, true);
  span.Log("gen_ai.choice", Map({{"index", Number(0)}, {"message", Map({{"content", Text("an answer")}})}}));
  span.Log("gen_ai.client.inference.operation.details", {},
           {{"gen_ai.input.messages", Text(R"([{"role":"user","parts":[{"type":"text","content":"another"}]}])")}});
  span.Log("device.app.lifecycle", Map({{"content", Text("no content")}}));
  EXPECT_EQ(Inputs(span), Texts({"system: logs[0].body: Be brief.", "logs[1].body: a question",
                                 "logs[2].body: a result", "logs[4].gen_ai.input.messages: another"}));
  EXPECT_EQ(Outputs(span), Texts({"logs[3].body: an answer"}));
}

TEST_F(SpanReaderTest, WhatATraceWasGivenIsSaidByItsRoot) {
  for (const bool is_root : {true, false}) {
    SpanBuilder span("step", is_root);
    span.Attribute("langfuse.trace.input", Text("a question")).Attribute("langfuse.trace.output", Text("an answer"));
    EXPECT_EQ(Inputs(span), is_root ? Texts({"langfuse.trace.input: a question"}) : Texts());
    EXPECT_EQ(Outputs(span), is_root ? Texts({"langfuse.trace.output: an answer"}) : Texts());
  }
}

TEST_F(SpanReaderTest, AConversationEndsWithTheOutput) {
  const std::string messages = R"([{"role":"system","content":"Be brief."},{"role":"user","content":"a question"},
      {"role":"assistant","content":"a plan"},{"role":"tool","content":"a result"},{"role":"assistant","content":"an answer"}])";
  SpanBuilder agent;
  agent.Attribute("pydantic_ai.all_messages", Text(messages));
  EXPECT_EQ(Inputs(agent),
            Texts({"system: pydantic_ai.all_messages: Be brief.", "pydantic_ai.all_messages: a question"}));
  EXPECT_EQ(Outputs(agent), Texts({"pydantic_ai.all_messages: a plan", "pydantic_ai.all_messages: a result",
                                   "pydantic_ai.all_messages: an answer"}));
  SpanBuilder model;
  model.Attribute("gen_ai.operation.name", Text("chat")).Attribute("events", Text(messages));
  EXPECT_EQ(Inputs(model),
            Texts({"system: events: Be brief.", "events: a question", "events: a plan", "events: a result"}));
  EXPECT_EQ(Outputs(model), Texts({"events: an answer"}));
}

TEST_F(SpanReaderTest, Facts) {
  SpanBuilder span("step 12");
  span.Attribute("mlflow.spanType", Text("\"CHAT_MODEL\"")).Attribute("gen_ai.tool.call.id", Text("call_1"));
  EXPECT_EQ(Facts(span).kind, StepKind::kLlm);
  EXPECT_EQ(Facts(span).name, "step 12");
  EXPECT_EQ(Facts(span).tool_call, "call_1");
  SpanBuilder numbered("step 7");
  SpanBuilder other("stop 7");
  SpanBuilder plain("step 12");
  EXPECT_EQ(Facts(numbered).step, Facts(plain).step);
  EXPECT_NE(Facts(numbered).step, Facts(other).step);
  SpanBuilder named("step 7");
  named.Attribute("gen_ai.agent.name", Text("writer"));
  EXPECT_NE(Facts(named).step, Facts(numbered).step);
}

// A number where a length belongs would be read as one, far beyond the message.
TEST_F(SpanReaderTest, AFieldOfAnotherTypeIsNotTheOneOfOtlp) {
  constexpr std::uint64_t kHuge = ~std::uint64_t{0};
  for (const protozero::pbf_tag_type number : {1, 2, 3, 4, 5, 6, 9, 10, 11, 12}) {
    std::string strange;
    protozero::pbf_writer writer(strange);
    writer.add_uint64(number, kHuge);
    writer.add_fixed64(number, kHuge);
    writer.add_fixed32(number, static_cast<std::uint32_t>(kHuge));
    SpanBuilder span;
    span.Attribute("output.value", strange).Attribute("output.value", List({strange}));
    span.Attribute("output.value", Map({{"key", strange}})).Attribute("input.value", Text("a question"));
    RecordedSpan recorded = span.Recorded();
    std::string message = strange;
    protozero::pbf_writer children(message);
    children.add_message(9, strange);
    children.add_message(11, strange);
    message += recorded.span;
    const std::string_view log = strange;
    recorded.span = message;
    recorded.logs = &log;
    recorded.log_count = 1;
    reader_.Read(recorded);
    const auto& found = reader_.attributes();
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& one) { return one.value == "a question"; }));
  }
}

}  // namespace
}  // namespace spanloom::testing
