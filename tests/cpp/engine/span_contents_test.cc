#include <gtest/gtest.h>

#include "engine/recording.h"

// What a linker says that spans hold, before and after it has linked them.
namespace spanloom::testing {
namespace {

std::string Quoted(const std::string& text) { return '"' + text + '"'; }

std::string Content(const std::string& side, const std::string& key, const std::string& value) {
  return R"({"side":")" + side + R"(","attribute":")" + key + R"(","key":")" + key + R"(","holds":"value","value":)" +
         Quoted(value) + '}';
}

std::string ContentsOf(Linker& linker, std::uint32_t span) {
  linker.Contents(TraceHex(1), SpanHex(span));
  return std::string(linker.result());
}

std::string KindsOf(Linker& linker, std::uint32_t trace = 1) {
  linker.Kinds(TraceHex(trace));
  return std::string(linker.result());
}

// A request in OTLP/JSON with one span of trace 1.
std::string SpanWith(const std::string& attributes) {
  return R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":")" + TraceHex(1) + R"(","spanId":")" + SpanHex(1) +
         R"(","attributes":[)" + attributes + "]}]}]}]}";
}

std::string TextAttribute(const std::string& key, const std::string& value) {
  return R"({"key":")" + key + R"(","value":{"stringValue":")" + value + R"("}})";
}

TEST(SpanContents, AreThoseOfTheRecordingInItsOrder) {
  for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
    Linker linker({});
    Add(linker, Request(encoding, {{1, 1, 0, 1, 9}, {1, 2, 1, 2, 3, "What?", "That."}}), encoding);
    const std::string expected =
        '[' + Content("input", "input.value", "What?") + ',' + Content("output", "output.value", "That.") + ']';
    EXPECT_EQ(ContentsOf(linker, 2), expected);
    EXPECT_EQ(ContentsOf(linker, 1), "[]");
    EXPECT_EQ(ContentsOf(linker, 3), "[]");
    linker.Explain(TraceHex(1), SpanHex(2), false);
    EXPECT_EQ(ContentsOf(linker, 2), expected);
    while (linker.Work(1000, 0, true)) continue;
    EXPECT_EQ(ContentsOf(linker, 2), expected);
    TakeAll(linker, encoding);
    EXPECT_EQ(ContentsOf(linker, 2), "[]");
  }
}

TEST(SpanContents, InLogsAreInOrderOfTime) {
  Linker linker({});
  Add(linker, Request(Encoding::kProtobuf, {{1, 1, 0, 1, 9}, {1, 2, 1, 2, 3}}));
  AddLogs(
      linker,
      LogsRequest(Encoding::kJson, {{1, 2, 5, false, "Later."}, {1, 1, 1, false, "Else."}, {1, 2, 3, false, "First."}}),
      Encoding::kJson);
  const auto body = [](const std::string& index, const std::string& text) {
    const std::string key = "logs[" + index + "].body";
    return R"({"side":"input","attribute":")" + key + R"(","key":")" + key + R"(","holds":"message","value":)" +
           Quoted(text) + '}';
  };
  EXPECT_EQ(ContentsOf(linker, 2), '[' + body("0", "First.") + ',' + body("1", "Later.") + ']');
}

TEST(SpanContents, OfListsAreTheirStringsAndNumbers) {
  Linker linker({});
  Add(linker,
      SpanWith(R"({"key":"input.value","value":{"arrayValue":{"values":[{"stringValue":"a \"b\""},{"intValue":"12"},)"
               R"({"boolValue":true},{"kvlistValue":{"values":[{"key":"a b","value":{"stringValue":"c"}}]}}]}}})"),
      Encoding::kJson);
  const auto leaf = [](const std::string& path, const std::string& value) {
    return R"({"side":"input","attribute":"input.value)" + path + R"(","key":"input.value","holds":"value","value":)" +
           Quoted(value) + '}';
  };
  EXPECT_EQ(ContentsOf(linker, 1),
            '[' + leaf("[0]", R"(a \"b\")") + ',' + leaf("[1]", "12") + ',' + leaf(R"([3][\"a b\"])", "c") + ']');
}

TEST(SpanContents, OfAConversationAreOnTwoSides) {
  const std::string ask = R"({\"role\":\"user\",\"content\":\"Ask\"})";
  const std::string say = R"({\"content\":\"Say\",\"role\":\"assistant\"})";
  const auto entry = [](const std::string& side, const std::string& value, std::size_t start, std::size_t end) {
    return R"({"side":")" + side + R"(","attribute":"pydantic_ai.all_messages","key":"pydantic_ai.all_messages",)" +
           R"("holds":"conversation","value":)" + Quoted(value) + R"(,"range":[)" + std::to_string(start) + ',' +
           std::to_string(end) + "]}";
  };
  const std::size_t ask_size = std::string(R"({"role":"user","content":"Ask"})").size();
  const std::size_t say_size = std::string(R"({"content":"Say","role":"assistant"})").size();
  const std::string both = '[' + ask + ',' + say + ']';
  const struct {
    std::string value;
    std::string expected;
  } cases[] = {
      {both,
       entry("input", both, 0, ask_size + 2) + ',' + entry("output", both, ask_size + 2, ask_size + say_size + 3)},
      {'[' + ask + ']', entry("input", '[' + ask + ']', 0, ask_size + 2)},
      {'[' + say + ']', entry("output", '[' + say + ']', 0, say_size + 2)},
  };
  for (const auto& [value, expected] : cases) {
    Linker linker({});
    Add(linker, SpanWith(TextAttribute("pydantic_ai.all_messages", value)), Encoding::kJson);
    EXPECT_EQ(ContentsOf(linker, 1), '[' + expected + ']');
  }
}

TEST(SpanKinds, AreThoseThatSpansSay) {
  Linker linker({});
  Add(linker, SpanWith(TextAttribute("openinference.span.kind", "RETRIEVER")), Encoding::kJson);
  Add(linker, Request(Encoding::kProtobuf, {{1, 2, 1, 2, 3, "What?", "That."}}));
  const std::string expected = "{\"" + SpanHex(1) + R"(":"retrieval"})";
  EXPECT_EQ(KindsOf(linker), expected);
  linker.Links(TraceHex(1));
  EXPECT_EQ(KindsOf(linker), expected);
  EXPECT_EQ(KindsOf(linker, 2), "{}");
}

TEST(SpanKinds, HaveTheNamesOfTheTracer) {
  const std::pair<std::string, std::string> words[] = {
      {"invoke_workflow", "workflow"}, {"invoke_agent", "agent"}, {"execute_task", "task"},
      {"execute_tool", "tool"},        {"chat", "llm"},           {"rerank", "retrieval"},
      {"embeddings", "embedding"},
  };
  for (const auto& [word, kind] : words) {
    Linker linker({});
    Add(linker, SpanWith(TextAttribute("gen_ai.operation.name", word)), Encoding::kJson);
    EXPECT_EQ(KindsOf(linker), "{\"" + SpanHex(1) + "\":\"" + kind + "\"}");
  }
}

}  // namespace
}  // namespace spanloom::testing
