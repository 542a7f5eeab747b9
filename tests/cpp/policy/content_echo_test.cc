#include <gtest/gtest.h>

#include <string>

#include "support/scenario.h"

// Content that is no evidence because it occurred before: echoes, boilerplate, settings.
namespace spanloom::testing {
namespace {

const std::string kSystem =
    "You write for a weekly letter about city planning. Keep sentences short and concrete, and name places, not "
    "trends.";

TEST(ContentEcho, AModelThatQuotesItsPromptIsNotItsSource) {
  Scenario s;
  s.Start("root").As(StepKind::kLlm);
  s.Says("one", "root", kSystem + " Begin.", "As you said, keep sentences short and concrete, and name places. Fine.",
         1);
  s.Says("other", "root", kSystem + " Go on.", "", 1).End("root");
  EXPECT_EQ(s.Links("other"), Links{});
}

// Not even if the same word happens to follow.
TEST(ContentEcho, BoilerplateIsNotLongerByChance) {
  Scenario s;
  s.Start("root").As(StepKind::kLlm);
  s.Says("one", "root", kSystem + " Note the trees.", kSystem + " Now the square is empty.", 1);
  s.Says("other", "root", kSystem + " None of the houses.", "", 1).End("root");
  EXPECT_EQ(s.Links("other"), Links{});
}

TEST(ContentEcho, ButATextThatWasThereBeforeCanComeBackWhole) {
  Scenario s;
  s.Start("root").Says("one", "root", kSystem, "").Says("load", "root", "", kSystem);
  s.Says("other", "root", "Rules: " + kSystem, "").End("root");
  EXPECT_EQ(s.Links("other"), Links{"load output>input text $>$[0]"});
}

TEST(ContentEcho, SettingsAreNobodys) {
  Scenario s;
  s.Start("root").As(StepKind::kLlm);
  s.Says("one", "root", R"({"model":"small-talker-2","input":"the first question"})",
         R"({"model":"small-talker-2","output":"an answer"})");
  s.Says("other", "root", R"({"model":"small-talker-2","input":"the second question"})", "").End("root");
  EXPECT_EQ(s.Links("other"), Links{});
}

// Also if the step received them from its parent as part of a larger value.
TEST(ContentEcho, SettingsThatWereHandedDownAreNobodys) {
  Scenario s;
  const std::string settings = R"({"config":{"tone":"friendly and concise","audience":"city planners"},"question":)";
  s.Start("root").As(StepKind::kLlm).Start("outer", "root").Given("outer", settings + R"("the first question"})");
  s.Says("one", "outer", settings + R"("the first question"})",
         R"({"answer":"yes","config":{"tone":"friendly and concise","audience":"city planners"}})");
  s.End("outer").Says("other", "root", settings + R"("the second question"})", "").End("root");
  EXPECT_EQ(s.Links("other"), Links{});
}

TEST(ContentEcho, AnIdThatCameFromAboveStaysThere) {
  Scenario s;
  s.Start("root").Given("root", "ORD-20417-DE").As(StepKind::kTool);
  s.Says("order", "root", "ORD-20417-DE", R"({"id":"ORD-20417-DE","lines":[{"sku":"LMP-0091-grey"}]})");
  s.Says("refund", "root", "ORD-20417-DE", "").End("root");
  EXPECT_EQ(s.Links("refund"), Links{"root input>input text $[0]>$[0]"});
}

// A value that is passed on as a whole does not come from a step that only mentions it in its answer.
TEST(ContentEcho, AWholeValueThatCameFromAboveStaysThere) {
  Scenario s;
  const std::string order = R"({"number":"ORD-20417-DE","lines":["lamp","chair","a table"]})";
  s.Start("root").Given("root", order).As(StepKind::kTool);
  s.Says("check", "root", order, R"({"valid":true,"order":)" + order + "}");
  s.Says("ship", "root", order, "").End("root");
  EXPECT_EQ(s.Links("ship"), Links{"root input>input structure $[0]>$[0]"});
}

TEST(ContentEcho, UnlessAModelChoseIt) {
  Scenario s;
  s.Start("root").Given("root", "ORD-20417-DE").As(StepKind::kLlm);
  s.Says("chat", "root", "ORD-20417-DE", R"({"tool":"refund","order":"ORD-20417-DE"})");
  s.As(StepKind::kTool).Says("refund", "root", "ORD-20417-DE", "").End("root");
  EXPECT_EQ(s.Links("refund"), Links{"chat output>input text $.order>$[0]"});
}

// The other parts of the value decide between two producers of equal labels.
TEST(ContentEcho, ALabelBelongsToWhoGaveTheRest) {
  Scenario s;
  s.Start("root").As(StepKind::kTool);
  s.Says("first", "root", "",
         R"({"source":"gift card","text":"The first customer pays by two cards at once, which takes a while."})");
  s.Says("second", "root", "",
         R"({"source":"gift card","text":"The second customer pays in cash, as always, and leaves at once."})");
  s.Says("use", "root",
         R"({"from":"gift card","said":"The first customer pays by two cards at once, which takes a while."})", "")
      .End("root");
  EXPECT_EQ(s.Links("use"), Links{"first output>input text $.text>$[0].said"});
}

}  // namespace
}  // namespace spanloom::testing
