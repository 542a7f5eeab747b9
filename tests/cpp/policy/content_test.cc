#include <gtest/gtest.h>

#include "support/scenario.h"

// Links by equal copies of objects and strings.
namespace spanloom::testing {
namespace {

TEST(Content, AnEqualObjectIsFoundWhateverItsForm) {
  Scenario s;
  s.Start("root").Says("plan", "root", "", R"({"origin":"Hamburg","seats":[1,200]})");
  s.Says("search", "root", R"({ "seats": [1.0, 2e2], "origin": "Hamburg" })", "").End("root");
  EXPECT_EQ(s.Links("search"), Links{"plan output>input structure $>$[0]"});
}

TEST(Content, OnlyTheOutermostPartIsReported) {
  Scenario s;
  s.Start("root").Says("find", "root", "", R"([{"title":"The herons of the lake","page":112}])");
  s.Says("rank", "root", R"({"best":{"page":112,"title":"The herons of the lake"},"limit":3})", "").End("root");
  EXPECT_EQ(s.Links("rank"), Links{"find output>input structure $[0]>$[0].best"});
}

TEST(Content, JsonInsideOfStringsIsRead) {
  Scenario s;
  s.Start("root").Says("chat", "root", "", R"({"tool":{"arguments":"{\"city\": \"Milano\"}"}})");
  s.Says("weather", "root", R"({"city":"Milano"})", R"({"sky":"dry until seven"})");
  s.Says("answer", "root", "Say it in words:\n```json\n{ \"sky\" : \"dry until seven\" }\n```\nThank you.", "")
      .End("root");
  EXPECT_EQ(s.Links("weather"), Links{"chat output>input structure $.tool.arguments>$[0]"});
  EXPECT_EQ(s.Links("answer"), Links{"weather output>input structure $>$[0]"});
}

TEST(Content, WhatSaysNothingIsNoEvidence) {
  for (const char* value :
       {"{}", "[]", R"({"ok":true})", R"({"page":2})", "[1,2,3]", "ok", "42", R"({"status":"success"})"}) {
    Scenario s;
    s.Start("root").Says("one", "root", "", value).Says("other", "root", value, "").End("root");
    EXPECT_EQ(s.Links("other"), Links{}) << value;
  }
}

TEST(Content, AStringIsFoundAsAWholeLeaf) {
  Scenario s;
  s.Start("root").Says("open", "root", "", R"({"id":"TCK-58213","priority":2})").Says("label", "root", "", "spam");
  s.Says("route", "root", "TCK-58213", "").Says("page", "root", R"({"ticket":"TCK-58213"})", "");
  s.Says("file", "root", "spam", "").Says("log", "root", R"({"label":"spam"})", "").End("root");
  EXPECT_EQ(s.Links("route"), Links{"open output>input text $.id>$[0]"});
  EXPECT_EQ(s.Links("page"), Links{"open output>input text $.id>$[0].ticket"});
  // With fewer than eight letters, only if it is a whole value on one side.
  EXPECT_EQ(s.Links("file"), Links{"label output>input text $>$[0]"});
  EXPECT_EQ(s.Links("log"), Links{"label output>input text $>$[0].label"});
}

TEST(Content, ValuesGoDownAndUpTheTree) {
  Scenario s;
  s.Start("ask").Given("ask", "How do I rotate a key?");
  s.Says("find", "ask", "How do I rotate a key?", "Create the second one before the first is revoked.");
  s.Returns("ask", "Create the second one before the first is revoked.").End("ask");
  EXPECT_EQ(s.Links("find"), Links{"ask input>input text $[0]>$[0]"});
  EXPECT_EQ(s.Links("ask"), Links{"find output>output text $>$"});
}

// The members of a value that is matched as a whole have no uses of their own.
TEST(Content, AMemberOfAnAncestorsInputCameThroughThat) {
  Scenario s;
  s.Start("root").Says("find", "root", "",
                       R"({"hits":[{"text":"The herons nest in tall trees."},{"text":"Others do not."}]})");
  s.Start("write", "root").Given("write", R"([{"text":"The herons nest in tall trees."},{"text":"Others do not."}])");
  s.Says("outline", "write", R"({"passage":{"text":"The herons nest in tall trees."}})", "").End("write").End("root");
  EXPECT_EQ(s.Links("write"), Links{"find output>input structure $.hits>$[0]"});
  EXPECT_EQ(s.Links("outline"), Links{"write input>input structure $[0]>$[0].passage"});
}

TEST(Content, EachLevelHandsOnWhatItWasGiven) {
  Scenario s;
  s.Start("shop").Given("shop", R"({"order":{"items":[{"note":"Please ring twice at the back door."}],"id":4711}})");
  s.Start("pack", "shop").Given("pack", R"({"items":[{"note":"Please ring twice at the back door."}],"id":4711})");
  s.Start("wrap", "pack").Given("wrap", R"([{"note":"Please ring twice at the back door."}])");
  s.Says("print", "wrap", R"({"note":"Please ring twice at the back door."})", "").End("wrap").End("pack").End("shop");
  EXPECT_EQ(s.Links("pack"), Links{"shop input>input structure $[0].order>$[0]"});
  EXPECT_EQ(s.Links("wrap"), Links{"pack input>input structure $[0]>$[0]"});
  EXPECT_EQ(s.Links("print"), Links{"wrap input>input structure $[0]>$[0]"});
}

TEST(Content, TheLatestOfEqualsHasIt) {
  Scenario s;
  s.Start("root").Says("first", "root", "", "The canteen is open.").Says("second", "root", "", "The canteen is open.");
  s.Says("third", "root", "The canteen is open.", "").End("root");
  EXPECT_EQ(s.Links("third"), Links{"second output>input text $>$[0]"});
}

TEST(Content, AnAncestorThatFinishedStandsForThoseBelow) {
  Scenario s;
  s.Start("root").Start("research", "root").Says("rank", "research", "", R"(["heat pumps","noise rules"])");
  s.Returns("research", R"(["heat pumps","noise rules"])").End("research");
  s.Says("write", "root", R"(["heat pumps","noise rules"])", "").End("root");
  EXPECT_EQ(s.Links("write"), Links{"research output>input structure $>$[0]"});
  EXPECT_EQ(s.Links("research"), Links{"rank output>output structure $>$"});
}

TEST(Content, NothingCrossesTraces) {
  Scenario s;
  s.Start("one").Says("make", "one", "", "The same words for everybody.").End("one");
  s.Trace(2).Start("two").Says("take", "two", "The same words for everybody.", "").End("two");
  EXPECT_EQ(s.Links("take"), Links{});
}

// Two searches found equal values; the consumer receives the object of the first.
TEST(Content, IdentityIsBetterThanACopy) {
  Scenario s;
  const char* const found = R"({"text":"Guests pay with a visitor card."})";
  s.Start("root");
  s.Start("first", "root").Output("first", {1, {}}).Returns("first", found).End("first");
  s.Start("second", "root").Output("second", {2, {}}).Returns("second", found).End("second");
  s.Start("use", "root").Input("use", {1, {}}).Given("use", found).End("use").End("root");
  EXPECT_EQ(s.Links("use"), Links{"first output>input identity $>$[0]"});
}

// A message was added to the list after the list was returned.
TEST(Content, WhatIsNewInAKnownObjectIsLookedAt) {
  Scenario s;
  s.Start("root");
  s.Start("load", "root").Output("load", {1, {}}).Returns("load", R"([{"text":"an old message"}])").End("load");
  s.Says("think", "root", "", "a new message of somebody else");
  s.Start("use", "root").Input("use", {1, {}});
  s.Given("use", R"([{"text":"an old message"},{"text":"a new message of somebody else"}])").End("use").End("root");
  EXPECT_EQ(s.Links("use"), (Links{"load output>input identity $>$[0]", "think output>input text $>$[0][1].text"}));
}

// The use of an open span can outlive its object, if that is dropped as one of the oldest.
TEST(Content, WhatStoodAroundAPartMayBeForgotten) {
  SessionOptions options;
  options.max_objects_per_trace = 256;
  Scenario s(options);
  const std::string inner = R"({"note":"Please ring twice at the back door."})";
  const std::string outer = R"({"order":)" + inner + R"(,"number":"4711-0815-42"})";
  for (std::uint64_t before = 120; before < 130; ++before) {
    const std::string root = "root" + std::to_string(before);
    s.Trace(static_cast<std::uint32_t>(before)).Start(root);
    std::uint64_t id = 1000 * before;
    for (std::uint64_t i = 0; i < before; ++i) s.Input(root, {++id, {}});
    const std::string open = "open" + std::to_string(before);
    s.Start(open, root).Given(open, outer);
    for (int i = 0; i < 20; ++i) s.Says(open + "." + std::to_string(i), open, outer, "");
    for (std::uint64_t i = 0; i < 135; ++i) s.Input(root, {++id, {}});
    s.Says(open + ".last", open, inner, "").End(open).End(root);
    EXPECT_LE(s.Links(open + ".last").size(), 1U);
  }
}

TEST(Content, JsonInAStringIsCountedOnce) {
  Scenario s;
  const std::string said = "Nineteen pairs of herons nest there this year.";
  s.Start("root").Says("one", "root", "", said);
  s.Says("other", "root", R"({"args":"{\"a\":\")" + said + R"(\"}"})", "").End("root").Drain();
  s.session().Cut(10, 1U << 20);
  s.session().Encode(Format::kLinks, true);
  EXPECT_NE(s.session().result().find(R"("spanloom.overlap":1)"), std::string_view::npos) << s.session().result();
}

TEST(Content, EachKindOfEvidenceCanBeSwitchedOff) {
  for (const bool structure : {false, true}) {
    for (const bool text : {false, true}) {
      SessionOptions options;
      options.structure = structure;
      options.text = text;
      Scenario s(options);
      s.Start("root").Says("make", "root", "", R"({"a":"something to say"})").Says("say", "root", "", "other words");
      s.Says("copy", "root", R"({"a":"something to say"})", "").Says("hear", "root", "other words", "").End("root");
      EXPECT_EQ(s.Links("hear"), text ? Links{"say output>input text $>$[0]"} : Links{});
      const Links leaf{"make output>input text ?>?"};
      EXPECT_EQ(s.Links("copy").size(), structure || text ? 1U : 0U);
    }
  }
}

TEST(Content, AModelsCallIsTheCauseOfATools) {
  SessionOptions options;
  options.attribution = true;
  Scenario s(options);
  s.Start("root").As(StepKind::kLlm).Says("chat", "root", "", R"({"query":"the herons of the lake"})");
  s.As(StepKind::kTool).Says("search", "root", R"({"query":"the herons of the lake"})", "Nineteen pairs nest there.");
  s.As(StepKind::kLlm).Says("answer", "root", "Nineteen pairs nest there.", "").End("root").Drain();
  s.session().Cut(10, 1U << 20);
  s.session().Encode(Format::kLinks, true);
  const std::string json(s.session().result());
  EXPECT_NE(json.find(R"("gen_ai.attribution.link_type":"CAUSED_BY_GENERATION")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("gen_ai.attribution.link_type":"INFORMED_BY")"), std::string::npos) << json;
}

}  // namespace
}  // namespace spanloom::testing
