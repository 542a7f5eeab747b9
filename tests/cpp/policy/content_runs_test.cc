#include <gtest/gtest.h>

#include <string>

#include "support/scenario.h"

// Links by text inside other text.
namespace spanloom::testing {
namespace {

const std::string kDocs = "Create the second key before you revoke the first one. Both stay valid for a day.";
const std::string kQuestion = "How do I rotate an API key without any downtime at all?";

// Returns `length` letters that occur nowhere else.
std::string Letters(std::size_t length, unsigned seed) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    seed = seed * 1664525 + 1013904223;
    text.push_back(static_cast<char>('a' + static_cast<int>((seed >> 16) % 26)));
  }
  return text;
}

TEST(ContentRuns, ATemplateIsLinkedToWhatItIsMadeOf) {
  Scenario s;
  s.Start("ask").Given("ask", kQuestion).Says("find", "ask", kQuestion, R"([{"text":")" + kDocs + R"("}])");
  s.Says("answer", "ask", "Use:\n> " + kDocs + "\n\nQuestion: " + kQuestion, "").End("ask");
  EXPECT_EQ(s.Links("answer"), (Links{"find output>input text $[0].text>$[0]", "ask input>input text $[0]>$[0]"}));
}

TEST(ContentRuns, WhatAModelAboveQuotesIsWhoseItWas) {
  Scenario s;
  s.As(StepKind::kLlm);
  const std::string part = Letters(60, 1);
  s.Start("ask").Says("find", "ask", "", Letters(50, 2) + part + Letters(50, 3));
  s.Returns("ask", Letters(50, 4) + part + Letters(50, 5)).Says("write", "ask", Letters(50, 6) + part, "").End("ask");
  EXPECT_EQ(s.Links("write"), Links{"find output>input text $>$[0]"});
}

TEST(ContentRuns, WhatOnlyAModelAboveSaidIsTheModels) {
  Scenario s;
  s.As(StepKind::kLlm);
  const std::string part = Letters(60, 1);
  s.Start("answer").Returns("answer", Letters(50, 4) + part).Says("speak", "answer", part + Letters(50, 6), "");
  s.End("answer");
  EXPECT_EQ(s.Links("speak"), Links{"answer output>input text $>$[0]"});
}

// Text that a span passes on belongs to that span.
TEST(ContentRuns, ThePromptHasWhatIsInIt) {
  Scenario s;
  const std::string prompt = "Use: " + kDocs + " " + kQuestion;
  s.Start("ask").Given("ask", kQuestion).Says("find", "ask", kQuestion, kDocs).Says("prompt", "ask", kDocs, prompt);
  s.Says("answer", "ask", prompt, "")
      .Says("chat", "ask", R"([{"role":"user","content":"Hello. )" + prompt + R"("}])", "");
  s.End("ask");
  EXPECT_EQ(s.Links("answer"), Links{"prompt output>input text $>$[0]"});
  EXPECT_EQ(s.Links("chat"), Links{"prompt output>input text $>$[0][0].content"});
}

TEST(ContentRuns, ARunCountsFromTheMinimum) {
  for (const std::uint32_t minimum : {16U, 40U, 100U}) {
    for (const std::uint32_t length : {minimum - 1, minimum}) {
      SessionOptions options;
      options.min_length = minimum;
      Scenario s(options);
      const std::string run = Letters(length, 1);
      s.Start("root").Says("one", "root", "", Letters(100, 2) + "." + run + "." + Letters(100, 3));
      s.Says("other", "root", Letters(100, 4) + "-" + run + "-" + Letters(100, 5), "").End("root");
      EXPECT_EQ(s.Links("other"), length < minimum ? Links{} : Links{"one output>input text $>$[0]"}) << length;
    }
  }
}

// A short whole value inside a longer text, in either direction.
TEST(ContentRuns, AWholeValueCountsFromSixteen) {
  for (const std::uint32_t length : {15U, 16U}) {
    const std::string value = Letters(length, 1);
    const Links expected = length < 16 ? Links{} : Links{"one output>input text $>$[0]"};
    Scenario s;
    s.Start("root").Says("one", "root", "", value).Says("other", "root", "Run `" + value + "` now.", "").End("root");
    EXPECT_EQ(s.Links("other"), expected);
    Scenario t;
    t.Start("root")
        .Says("one", "root", "", "Let us run `" + value + "` now.")
        .Says("other", "root", value, "")
        .End("root");
    EXPECT_EQ(t.Links("other"), expected);
  }
}

TEST(ContentRuns, AnyScript) {
  for (const std::string text :
       {"第二季度共搬运托盘四万一千三百个，比去年春季增加百分之四；增长的三分之二来自北部枢纽，那里的夜班直接装车。",
        "Быстрая бурая лиса перепрыгивает через ленивую собаку, а потом ещё раз.",
        "الثعلب البني السريع يقفز فوق الكلب الكسول مرة أخرى ثم يعود إلى بيته."}) {
    Scenario s;
    s.Start("root")
        .Says("one", "root", "", "Eins. " + text + " Ende.")
        .Says("other", "root", "<p>" + text + "</p>", "");
    s.End("root");
    EXPECT_EQ(s.Links("other"), Links{"one output>input text $>$[0]"}) << text;
  }
}

TEST(ContentRuns, OverlapAndRangesSayHowMuchAndWhere) {
  SessionOptions options;
  options.ranges = true;
  Scenario s(options);
  const std::string run = Letters(60, 1);
  s.Start("root")
      .Says("one", "root", "", "é: " + run)
      .Says("other", "root", Letters(20, 2) + ". " + run, "")
      .End("root");
  s.Drain();
  s.session().Cut(10, 1U << 20);
  s.session().Encode(Format::kLinks, true);
  const std::string json(s.session().result());
  EXPECT_NE(json.find(R"("spanloom.overlap":0.75,"spanloom.from.ranges":[3,63],"spanloom.to.ranges":[22,82])"),
            std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("ranges":{"from":[[3,63]],"to":[[22,82]]})"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("pieces":[{"from":{"path":"$","range":[3,63]},"to":{"path":"$[0]","range":[22,82]}}])"),
            std::string::npos)
      << json;
}

// A growing transcript: each reply links to the first call that has it.
TEST(ContentRuns, HistoryInOneStringIsLeftOut) {
  Scenario s;
  s.Start("agent").As(StepKind::kLlm);
  std::string transcript = "User: " + kQuestion;
  for (unsigned i = 1; i <= 4; ++i) {
    const std::string reply = Letters(80, i);
    s.Says("chat" + std::to_string(i), "agent", transcript, reply, 1);
    transcript += "\nAssistant: " + reply + "\nUser: " + Letters(50, 100 + i);
  }
  s.End("agent");
  EXPECT_EQ(s.Links("chat1"), Links{});
  EXPECT_EQ(s.Links("chat2"), Links{"chat1 output>input text $>$[0]"});
  EXPECT_EQ(s.Links("chat3"), Links{"chat2 output>input text $>$[0]"});
  EXPECT_EQ(s.Links("chat4"), Links{"chat3 output>input text $>$[0]"});
}

// The earlier call had the passage inside a list that it received as a whole.
TEST(ContentRuns, HistoryChangesItsForm) {
  Scenario s;
  s.Start("root").Says("find", "root", "", R"([{"text":")" + kDocs + R"("},{"text":"Something else altogether."}])");
  s.As(StepKind::kLlm)
      .Says("first", "root", R"([{"text":")" + kDocs + R"("},{"text":"Something else altogether."}])", Letters(80, 7),
            1);
  s.Says("second", "root", Letters(80, 7) + "\n\n" + kDocs, "", 1).End("root");
  EXPECT_EQ(s.Links("first"), Links{"find output>input structure $>$[0]"});
  EXPECT_EQ(s.Links("second"), Links{"first output>input text $>$[0]"});
}

}  // namespace
}  // namespace spanloom::testing
