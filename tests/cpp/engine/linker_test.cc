#include "engine/linker.h"

#include <gtest/gtest.h>

#include "engine/recording.h"

// What goes in and comes out.
namespace spanloom::testing {
namespace {

using Strings = std::vector<std::string>;

// A model writes a text, a tool reads it.
std::vector<Recorded> Program(std::uint32_t trace = 1) {
  return {{trace, 2, 1, 1, 2, "What?", Text(trace)},
          {trace, 3, 1, 3, 4, "Read: " + Text(trace), "Fine."},
          {trace, 1, 0, 0, 5}};
}

constexpr char kLink[] = " <- 2 output>input text";

TEST(Linker, GivesRequestsBackWithLinks) {
  for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
    Linker linker({});
    ASSERT_EQ(linker.problem(), "");
    EXPECT_EQ(Add(linker, Request(encoding, Program()), encoding), "");
    EXPECT_EQ(Names(TakeAll(linker, encoding), encoding), (Strings{"1.2", std::string("1.3") + kLink, "1.1"}));
    EXPECT_EQ(linker.Take(encoding, 0, true, {}, 1e9), 0U);
    EXPECT_EQ(linker.result(), "");
    const LinkerStats stats = linker.Stats();
    EXPECT_EQ(stats.requests, 1);
    EXPECT_EQ(stats.spans, 3);
    EXPECT_EQ(stats.taken_spans, 3);
    EXPECT_EQ(stats.linked_traces, 1);
    EXPECT_EQ(stats.taken_links, 1);
    EXPECT_EQ(stats.links_text, 1);
    EXPECT_EQ(stats.links_structure + stats.links_member + stats.links_identity, 0);
    EXPECT_EQ(stats.waiting_spans + stats.waiting_traces, 0);
    EXPECT_EQ(stats.waiting_bytes, 0);
  }
}

// Without content there are no links, so that all bytes are the same.
TEST(Linker, WhatHasNoLinksIsTheSameBytes) {
  const std::vector<Recorded> spans = {{1, 1}, {2, 1}, {1, 2, 1}, {3, 9, 8}};
  for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
    const std::string request = Request(encoding, spans);
    Linker linker({});
    Add(linker, request, encoding);
    EXPECT_EQ(TakeAll(linker, encoding), request);
  }
}

TEST(Linker, GivesTheOtherEncoding) {
  const std::string json = Request(Encoding::kJson, {{1, 1}, {1, 2, 1}});
  const std::string protobuf = Request(Encoding::kProtobuf, {{1, 1}, {1, 2, 1}});
  Linker linker({});
  Add(linker, json, Encoding::kJson);
  EXPECT_EQ(TakeAll(linker, Encoding::kProtobuf), protobuf);
  Add(linker, Request(Encoding::kProtobuf, {{2, 1}, {2, 2, 1}}));
  EXPECT_EQ(TakeAll(linker, Encoding::kJson), Request(Encoding::kJson, {{2, 1}, {2, 2, 1}}));
}

TEST(Linker, OneTraceInBothEncodings) {
  const std::vector<Recorded> spans = Program();
  for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
    Linker linker({});
    Add(linker, Request(Encoding::kJson, {spans[0]}), Encoding::kJson);
    Add(linker, Request(Encoding::kProtobuf, {spans[1]}));
    Add(linker, Request(Encoding::kJson, {spans[2]}), Encoding::kJson);
    EXPECT_EQ(Names(TakeAll(linker, encoding), encoding), (Strings{"1.2", std::string("1.3") + kLink, "1.1"}));
  }
}

TEST(Linker, EnvelopesWithoutSpansComeBack) {
  for (
      const std::string_view request :
      {R"({})", R"({"resourceSpans":[]})", R"({"resourceSpans":[{}]})",
       R"({"resourceSpans":[{"resource":{"attributes":[]}},{"scopeSpans":[{"scope":{"name":"a"}},{"scope":{"name":"a"}}]}]})"}) {
    Linker linker({});
    EXPECT_EQ(Add(linker, request, Encoding::kJson), "");
    EXPECT_GT(linker.Take(Encoding::kJson, 0, false, {}, 1e9), 0U);
    EXPECT_EQ(linker.result(), request);
    EXPECT_EQ(linker.Stats().waiting_bytes, 0);
    EXPECT_EQ(linker.Stats().taken_spans, 0);
  }
  // The empty request, which has no bytes.
  Linker nothing({});
  ASSERT_NE(nothing.Reserve(0), nullptr);
  EXPECT_EQ(nothing.AddTraces(Encoding::kProtobuf, 0).what, nullptr);
  EXPECT_EQ(nothing.Take(Encoding::kProtobuf, 0, false, {}, 1e9), 1U);
  EXPECT_EQ(nothing.result(), "");
  // Two equal ResourceSpans, a span, a ResourceSpans with an empty scope.
  const std::string empty("\x0A\x00\x0A\x00", 4);
  const std::string request = empty + Request(Encoding::kProtobuf, {{1, 1}}) + std::string("\x0A\x02\x12\x00", 4);
  Linker linker({});
  Add(linker, request);
  EXPECT_EQ(TakeAll(linker), request);
}

TEST(Linker, EqualEnvelopesOfOneRequestStayTwo) {
  const std::string request = Request(Encoding::kProtobuf, {{1, 1}}) + Request(Encoding::kProtobuf, {{1, 2, 1}});
  Linker linker({});
  Add(linker, request);
  EXPECT_EQ(TakeAll(linker), request);
}

TEST(Linker, EqualEnvelopesOfTwoRequestsBecomeOne) {
  Linker linker({});
  for (const Recorded& span : std::vector<Recorded>{{1, 1}, {1, 2, 1}, {2, 1}})
    Add(linker, Request(Encoding::kProtobuf, {span}));
  Add(linker, Request(Encoding::kProtobuf, {{2, 2, 1}}, "app", "other tracer"));
  Add(linker, Request(Encoding::kProtobuf, {{2, 3, 1}}, "other app"));
  Add(linker, std::string("\x0A\x00", 2));
  Add(linker, std::string("\x0A\x00", 2));
  const std::string first = Request(Encoding::kProtobuf, {{1, 1}, {1, 2, 1}, {2, 1}});
  const std::string taken = TakeAll(linker);
  EXPECT_EQ(Names(taken), (Strings{"1.1", "1.2", "2.1", "2.2", "2.3"}));
  EXPECT_LT(taken.size(), first.size() + 2 * Request(Encoding::kProtobuf, {{1, 2, 1}}, "other app").size());
  EXPECT_EQ(taken.substr(taken.size() - 4), std::string("\x0A\x00\x0A\x00", 4));
}

TEST(Linker, AnEmptyEnvelopeStaysEmpty) {
  const std::string empty = R"({"scopeSpans":[]})";
  const std::string full = R"({"scopeSpans":[{"spans":[)" + SpanJson({1, 1}) + "]}]}";
  const auto request = [](const std::string& resources) { return "{\"resourceSpans\":[" + resources + "]}"; };
  Linker linker({});
  Add(linker, request(empty), Encoding::kJson);
  Add(linker, request(full), Encoding::kJson);
  EXPECT_EQ(TakeAll(linker, Encoding::kJson), request(empty + ',' + full));
}

// Spans of two traces in turn, and one is taken before the other.
TEST(Linker, EachTraceHasItsEnvelopes) {
  Linker linker({});
  Add(linker, Request(Encoding::kProtobuf, {{1, 1}, {2, 1}, {1, 2, 1}}));
  linker.Take(Encoding::kProtobuf, 0, false, TraceHex(1), 1e9);
  EXPECT_EQ(linker.result(), Request(Encoding::kProtobuf, {{1, 1}, {1, 2, 1}}));
  EXPECT_EQ(TakeAll(linker), Request(Encoding::kProtobuf, {{2, 1}}));
  EXPECT_EQ(linker.Stats().waiting_bytes, 0);
}

TEST(Linker, WhatIsMalformedChangesNothing) {
  Linker linker({});
  std::string request = Request(Encoding::kProtobuf, Program());
  request.pop_back();
  EXPECT_NE(Add(linker, request), "");
  EXPECT_NE(AddLogs(linker, "{", Encoding::kJson), "");
  EXPECT_EQ(linker.Stats().refused, 2);
  EXPECT_EQ(linker.Stats().requests, 0);
  EXPECT_EQ(linker.Stats().spans, 0);
  EXPECT_EQ(linker.Stats().waiting_bytes, 0);
  EXPECT_EQ(linker.Take(Encoding::kProtobuf, 0, true, {}, 1e9), 0U);
}

TEST(Linker, LinksOfWhatHasComeSoFar) {
  const std::vector<Recorded> spans = Program();
  Linker linker({});
  linker.Links(TraceHex(1));
  EXPECT_EQ(linker.result(), "{}");
  linker.Links("no id");
  EXPECT_EQ(linker.result(), "{}");
  Add(linker, Request(Encoding::kProtobuf, {spans[0]}));
  linker.Links(TraceHex(1));
  EXPECT_EQ(linker.result(), "{}");
  Add(linker, Request(Encoding::kProtobuf, {spans[1], spans[2]}));
  for (int i = 0; i < 2; ++i) {
    linker.Links(TraceHex(1));
    const std::string links(linker.result());
    EXPECT_EQ(links.rfind("{\"" + SpanHex(3) + "\":[{\"traceId\":\"" + TraceHex(1) + "\",\"spanId\":\"" + SpanHex(2) +
                          "\",\"attributes\":{\"from\":\"output\",\"to\":\"input\","),
              0U)
        << links;
  }
  EXPECT_EQ(linker.Stats().linked_traces, 0);
  EXPECT_TRUE(linker.Has(TraceHex(1)));
  TakeAll(linker);
  EXPECT_FALSE(linker.Has(TraceHex(1)));
  EXPECT_FALSE(linker.Has("1"));
  EXPECT_FALSE(linker.Has(std::string(32, 'x')));
}

TEST(Linker, AFileThatWasLinkedBeforeStaysTheSame) {
  for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
    Linker linker({});
    Add(linker, Request(encoding, Program()), encoding);
    const std::string once = TakeAll(linker, encoding);
    Linker again({});
    Add(again, once, encoding);
    again.Links(TraceHex(1));
    EXPECT_NE(again.result(), "{}");
    EXPECT_EQ(TakeAll(again, encoding), once);
    EXPECT_EQ(again.Stats().taken_links, 1);
  }
}

TEST(Linker, OnlyNewLinksAreAdded) {
  std::vector<Recorded> spans = Program();
  Linker linker({});
  Add(linker, Request(Encoding::kProtobuf, spans));
  const std::string once = TakeAll(linker);
  // An earlier step whose output was unknown when the file was linked.
  Recorded source{1, 9, 1, 1, 2, "Where?", Text(77)};
  Linker again({});
  Add(again, once);
  Add(again, Request(Encoding::kProtobuf, {source, {1, 4, 1, 3, 4, Text(77) + ' ' + Text(1), "Good."}}));
  const Strings names = Names(TakeAll(again));
  ASSERT_EQ(names.size(), 5U);
  EXPECT_EQ(names[1], std::string("1.3") + kLink);
  EXPECT_NE(names[4].find("<- 9 output>input"), std::string::npos);
  EXPECT_NE(names[4].find("<- 2 output>input"), std::string::npos);
}

TEST(Linker, ExplainsSpansThatWait) {
  Linker linker({});
  Add(linker, Request(Encoding::kProtobuf, Program()));
  linker.Explain(TraceHex(1), SpanHex(3), false);
  const std::string explanation(linker.result());
  EXPECT_EQ(explanation.front(), '[');
  EXPECT_EQ(explanation.back(), ']');
  linker.Links(TraceHex(1));
  EXPECT_NE(linker.result(), "{}");
  linker.Explain(TraceHex(1), SpanHex(3), false);
  EXPECT_EQ(linker.result(), explanation);
  for (const auto& [trace, span] : std::vector<std::pair<std::string, std::string>>{
           {TraceHex(1), SpanHex(7)}, {TraceHex(2), SpanHex(3)}, {"", ""}}) {
    linker.Explain(trace, span, true);
    EXPECT_EQ(linker.result(), "[]");
  }
  EXPECT_EQ(Names(TakeAll(linker))[1], std::string("1.3") + kLink);
  EXPECT_EQ(linker.Stats().taken_links, 1);
}

}  // namespace
}  // namespace spanloom::testing
