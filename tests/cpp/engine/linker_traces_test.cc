#include <gtest/gtest.h>

#include "engine/recording.h"

// A linker reads one trace after another. None of them changes what it finds in the next.
namespace spanloom::testing {
namespace {

// The same long question in all traces, and an answer of its own in each. Both are read twice.
std::vector<Recorded> Trace(std::uint32_t trace) {
  std::string question;
  for (std::uint32_t i = 1; i <= 30; ++i) question += Text(i) + " ";
  const std::string answer = Text(trace * 100);
  const auto said = [](const std::string& text) { return R"({"role":"user","content":")" + text + "\"}"; };
  const std::string input = R"({"messages":[)" + said(question) + "," + said(answer) + "]}";
  return {{trace, 1, 0, 10, 15, "", answer},
          {trace, 2, 0, 20, 25, "", question},
          {trace, 3, 0, 30, 35, input, ""},
          {trace, 4, 0, 40, 45, input, ""}};
}

std::string LinksOf(Linker& linker, std::uint32_t trace) {
  linker.Links(TraceHex(trace));
  return std::string(linker.result());
}

TEST(LinkerTraces, ATraceIsLinkedAsIfItWereTheFirst) {
  Linker all({});
  for (std::uint32_t trace = 1; trace <= 5; ++trace) {
    Linker alone({});
    for (Linker* linker : {&all, &alone}) EXPECT_EQ(Add(*linker, Request(Encoding::kProtobuf, Trace(trace))), "");
    const std::string links = LinksOf(alone, trace);
    EXPECT_NE(links.find(SpanHex(3)), std::string::npos);
    EXPECT_EQ(LinksOf(all, trace), links);
  }
}

}  // namespace
}  // namespace spanloom::testing
