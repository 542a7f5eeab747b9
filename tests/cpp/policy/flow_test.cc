#include <gtest/gtest.h>

#include "support/scenario.h"

namespace spanloom::testing {
namespace {

TEST(Flow, ThePipelineOfTheReadme) {
  Scenario s;
  const Object question{1, {}}, docs{2, {{"[0]", {3, {}}}, {"[1]", {4, {}}}}}, prompt{5, {}}, reply{6, {}};
  s.Start("ask").Input("ask", question);
  s.Call("retrieve", "ask", {question}, docs);
  s.Call("prompt", "ask", {question, docs}, prompt);
  s.Call("answer", "ask", {prompt}, reply);
  s.Output("ask", reply).End("ask");
  EXPECT_EQ(s.Links("retrieve"), Links{"ask input>input identity $[0]>$[0]"});
  EXPECT_EQ(s.Links("prompt"), (Links{"ask input>input identity $[0]>$[0]", "retrieve output>input identity $>$[1]"}));
  EXPECT_EQ(s.Links("answer"), Links{"prompt output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("ask"), Links{"answer output>output identity $>$"});
}

TEST(Flow, AMemberOfAResultAndAResultInsideARequest) {
  Scenario s;
  s.Start("root");
  s.Call("search", "root", {}, {1, {{"docs", {2, {{"[0]", {3, {}}}, {"[1]", {4, {}}}}}}}});
  s.Call("read", "root", {{4, {}}}, {5, {}});
  s.Call("write", "root", {{6, {{"page", {5, {}}}, {"odd key", {3, {}}}}}}, {7, {}});
  s.End("root");
  EXPECT_EQ(s.Links("read"), Links{"search output>input member $.docs[1]>$[0]"});
  EXPECT_EQ(s.Links("write"),
            (Links{"read output>input member $>$[0].page", "search output>input member $.docs[0]>$[0][\"odd key\"]"}));
}

TEST(Flow, ASharedConfigIsNoEdge) {
  Scenario s;
  const Object config{1, {{"client", {2, {}}}}};
  s.Start("root");
  s.Call("first", "root", {config}, {3, {}})
      .Call("second", "root", {config}, {4, {}})
      .Call("third", "root", {{2, {}}}, {5, {}});
  s.End("root");
  EXPECT_EQ(s.Links("second"), Links{});
  EXPECT_EQ(s.Links("third"), Links{});
}

TEST(Flow, WhoPassesAValueThroughBecomesItsProducer) {
  Scenario s;
  s.Start("root");
  s.Call("make", "root", {}, {1, {}}).Call("check", "root", {{1, {}}}, {1, {}}).Call("use", "root", {{1, {}}}, {2, {}});
  s.End("root");
  EXPECT_EQ(s.Links("check"), Links{"make output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("use"), Links{"check output>input identity $>$[0]"});
}

TEST(Flow, AWholeValueRanksOverALaterMember) {
  Scenario s;
  s.Start("root");
  s.Call("make", "root", {}, {1, {}})
      .Call("wrap", "root", {}, {2, {{"it", {1, {}}}}})
      .Call("use", "root", {{1, {}}}, {3, {}});
  s.End("root");
  EXPECT_EQ(s.Links("use"), Links{"make output>input identity $>$[0]"});
}

TEST(Flow, AContainerHidesWhatItHeld) {
  Scenario s;
  s.Start("root");
  s.Call("make", "root", {}, {1, {}}).Call("wrap", "root", {{1, {}}}, {2, {{"it", {1, {}}}}});
  s.Call("use", "root", {{2, {{"it", {1, {}}}}}}, {3, {}});
  s.End("root");
  EXPECT_EQ(s.Links("use"), Links{"wrap output>input identity $>$[0]"});
}

TEST(Flow, AContainerDoesNotHideWhatWasPushedLater) {
  Scenario s;
  s.Start("root");
  s.Call("list", "root", {}, {1, {{"[0]", {2, {}}}}}).Call("item", "root", {}, {3, {}});
  s.Call("use", "root", {{1, {{"[0]", {2, {}}}, {"[1]", {3, {}}}}}}, {4, {}});
  s.End("root");
  EXPECT_EQ(s.Links("use"), (Links{"list output>input identity $>$[0]", "item output>input member $>$[0][1]"}));
}

TEST(Flow, FinishedWorkflowsStandForTheirSteps) {
  Scenario s;
  s.Start("root").Start("research", "root");
  s.Call("rank", "research", {}, {1, {}});
  s.Output("research", {1, {}}).End("research");
  s.Start("write", "root").Input("write", {1, {}});
  s.Call("draft", "write", {{1, {}}}, {2, {}});
  s.Output("write", {2, {}}).End("write").Output("root", {3, {{"body", {2, {}}}}}).End("root");
  EXPECT_EQ(s.Links("research"), Links{"rank output>output identity $>$"});
  EXPECT_EQ(s.Links("write"), (Links{"research output>input identity $>$[0]", "draft output>output identity $>$"}));
  EXPECT_EQ(s.Links("draft"), Links{"write input>input identity $[0]>$[0]"});
  EXPECT_EQ(s.Links("root"), Links{"write output>output member $>$.body"});
}

TEST(Flow, AnOpenWorkflowDoesNotStandForItsSteps) {
  Scenario s;
  s.Start("root").Start("stream", "root");
  s.Output("stream", {1, {}}, Shape::kItem, 0);
  s.Call("inner", "stream", {}, {1, {}});
  s.Call("use", "root", {{1, {}}}, {2, {}});
  s.End("stream").End("root");
  EXPECT_EQ(s.Links("use"), Links{"inner output>input identity $>$[0]"});
}

TEST(Flow, WhatCameInThroughAnAncestorIsItsInput) {
  Scenario s;
  s.Start("root").Call("make", "root", {}, {1, {}});
  s.Start("outer", "root").Input("outer", {1, {}}).Start("inner", "outer").Input("inner", {1, {}});
  s.Call("leaf", "inner", {{1, {}}}, {2, {}});
  s.End("inner").End("outer").End("root");
  EXPECT_EQ(s.Links("outer"), Links{"make output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("inner"), Links{"outer input>input identity $[0]>$[0]"});
  EXPECT_EQ(s.Links("leaf"), Links{"inner input>input identity $[0]>$[0]"});
}

TEST(Flow, AnOutputSinceTheAncestorStartedIsNearer) {
  Scenario s;
  s.Start("outer").Input("outer", {1, {}});
  s.Call("refine", "outer", {{1, {}}}, {1, {}}).Call("use", "outer", {{1, {}}}, {2, {}});
  s.End("outer");
  EXPECT_EQ(s.Links("use"), Links{"refine output>input identity $>$[0]"});
}

TEST(Flow, WhatRunsInASpanMakesItsOutput) {
  Scenario s;
  s.Start("outer").Output("outer", {1, {}}, Shape::kItem, 0);
  s.Call("inner", "outer", {{1, {}}}, {2, {}}).End("outer");
  EXPECT_EQ(s.Links("inner"), Links{});
}

TEST(Flow, AToolThatRunsInAModelsSpanIsGivenWhatTheModelSays) {
  Scenario s;
  s.As(StepKind::kLlm).Start("outer").Output("outer", {1, {}}, Shape::kItem, 0);
  s.Start("model", "outer").Output("model", {1, {}}, Shape::kItem, 0).As(StepKind::kTool);
  s.Call("tool", "model", {{1, {}}}, {2, {}}).End("model").End("outer");
  EXPECT_EQ(s.Links("tool"), Links{"model output>input identity $[0]>$[0]"});
}

TEST(Flow, WhatAModelHandsOnIsWhoseItWas) {
  Scenario s;
  s.As(StepKind::kLlm).Start("root").Call("find", "root", {}, {1, {}}).Output("root", {1, {}}, Shape::kItem, 0);
  s.Call("write", "root", {{1, {}}}, {2, {}}).End("root");
  EXPECT_EQ(s.Links("write"), Links{"find output>input identity $>$[0]"});
}

TEST(Flow, WhatAModelWasGivenAndSaysCameInThroughIt) {
  Scenario s;
  s.As(StepKind::kLlm).Start("outer").Input("outer", {1, {}}).Output("outer", {1, {}}, Shape::kItem, 0);
  s.Call("inner", "outer", {{1, {}}}, {2, {}}).End("outer");
  EXPECT_EQ(s.Links("inner"), Links{"outer input>input identity $[0]>$[0]"});
}

TEST(Flow, APromiseIsHandedOnBeforeItsSpanEnds) {
  Scenario s;
  s.Start("root").Start("slow", "root").Output("slow", {1, {}});
  s.Start("use", "root").Input("use", {1, {}});
  s.Output("slow", {2, {}}).End("slow");
  s.Call("next", "root", {{1, {{"", {2, {}}}}}}, {3, {}});
  s.End("use").End("root");
  EXPECT_EQ(s.Links("use"), Links{"slow output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("next"), Links{"slow output>input identity $>$[0]"});
}

TEST(Flow, AThrownObjectIsAnOutput) {
  Scenario s;
  s.Start("root").Start("fails", "root").Output("fails", {1, {}}, Shape::kThrown).End("fails");
  s.Call("report", "root", {{1, {}}}, {2, {}}).End("root");
  EXPECT_EQ(s.Links("report"), Links{"fails output>input identity $>$[0]"});
}

TEST(Flow, ItemsAreWholeValues) {
  Scenario s;
  s.Start("root")
      .Start("stream", "root")
      .Output("stream", {1, {}}, Shape::kItem, 0)
      .Output("stream", {2, {}}, Shape::kItem, 7);
  s.End("stream").Call("use", "root", {{2, {}}}, {3, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"stream output>input identity $[7]>$[0]"});
}

TEST(Flow, TheNearestDescendantReturnedIt) {
  Scenario s;
  s.Start("root").Start("middle", "root").Call("leaf", "middle", {}, {1, {}});
  s.Output("middle", {2, {{"it", {1, {}}}}}).End("middle").Output("root", {1, {}}).End("root");
  EXPECT_EQ(s.Links("root"), Links{"middle output>output member $.it>$"});
}

TEST(Flow, AnOutputOfASiblingDoesNotGoUp) {
  Scenario s;
  s.Start("root").Call("other", "root", {}, {1, {}}).Call("echo", "root", {}, {1, {}}).End("root");
  EXPECT_EQ(s.Links("echo"), Links{});
}

TEST(Flow, OneLinkCarriesTheStrongestEvidence) {
  Scenario s;
  s.Start("root").Call("make", "root", {}, {1, {{"part", {2, {}}}}});
  s.Call("use", "root", {{2, {}}, {1, {{"part", {2, {}}}}}}, {3, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"make output>input identity $>$[1]"});
}

TEST(Flow, AWholeUseTakesThePlaceOfAMember) {
  Scenario s;
  s.Start("root").Start("stream", "root").Output("stream", {1, {{"it", {2, {}}}}}, Shape::kItem, 0);
  s.Output("stream", {2, {}}, Shape::kItem, 1).End("stream");
  s.Call("use", "root", {{2, {}}}, {3, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"stream output>input identity $[1]>$[0]"});
}

TEST(Flow, NothingLinksToItself) {
  Scenario s;
  s.Start("root")
      .Start("twice", "root")
      .Output("twice", {1, {}})
      .Input("twice", {1, {}})
      .Output("twice", {1, {}})
      .End("twice");
  s.End("root");
  EXPECT_EQ(s.Links("twice"), Links{});
}

TEST(Flow, ValuesMayComeInAnyOrderUntilTheEnd) {
  Scenario s;
  s.Start("root").Call("make", "root", {}, {1, {}}).Start("use", "root").Output("use", {2, {}}).Input("use", {1, {}});
  s.End("use").Input("use", {2, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"make output>input identity $>$[0]"});
  EXPECT_EQ(s.Stat("late"), 1U);
}

TEST(Flow, TracesStayApart) {
  Scenario s;
  s.Start("root1").Call("make", "root1", {}, {1, {}});
  s.Trace(2).Start("root2").Call("use", "root2", {{1, {}}}, {2, {}}).Call("make2", "root2", {}, {1, {}});
  s.Call("use2", "root2", {{1, {}}}, {3, {}}).End("root2");
  s.Call("use1", "root1", {{1, {}}}, {4, {}}).End("root1");
  EXPECT_EQ(s.Links("use"), Links{});
  EXPECT_EQ(s.Links("use2"), Links{"make2 output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("use1"), Links{"make output>input identity $>$[0]"});
}

}  // namespace
}  // namespace spanloom::testing
