#include <gtest/gtest.h>

#include "support/scenario.h"

// What is kept beyond the limits.
namespace spanloom::testing {
namespace {

std::string Numbered(const char* name, int i) { return name + std::to_string(i); }

TEST(FlowCaps, OpenSpansInputsAreFoundHoweverManyThereAre) {
  Scenario s;
  const Object request{1, {{"part", {2, {}}}}};
  s.Start("root").Input("root", request);
  for (int i = 0; i < 100; ++i) s.Start(Numbered("task", i), "root").Input(Numbered("task", i), request);
  for (int i = 0; i < 100; ++i)
    s.Call(Numbered("step", i), Numbered("task", i), {{2, {}}}, {100U + static_cast<unsigned>(i), {}});
  for (int i = 0; i < 100; ++i) s.End(Numbered("task", i));
  s.End("root");
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(s.Links(Numbered("task", i)), Links{"root input>input identity $[0]>$[0]"}) << i;
    EXPECT_EQ(s.Links(Numbered("step", i)), Links{Numbered("task", i) + " input>input member $[0].part>$[0]"}) << i;
  }
}

// One of many inputs, found through the ancestors.
TEST(FlowCaps, AnInputFarAboveIsFoundWithinReason) {
  const auto links_of_leaf = [](int depth) {
    Scenario s;
    s.Start("top").Input("top", {1, {}});
    for (int i = 0; i < 20; ++i) s.Start(Numbered("other", i)).Input(Numbered("other", i), {1, {}});
    std::string upper = "top";
    for (int i = 1; i < depth; ++i) {
      s.Start(Numbered("step", i), upper);
      upper = Numbered("step", i);
    }
    return s.Start("leaf", upper).Input("leaf", {1, {}}).End("leaf").Links("leaf");
  };
  EXPECT_EQ(links_of_leaf(1000), Links{"top input>input identity $[0]>$[0]"});
  EXPECT_EQ(links_of_leaf(1100), Links{});
}

TEST(FlowCaps, TheNewestOutputsOfAnObjectAreKept) {
  Scenario s;
  s.Start("root");
  for (int i = 0; i < 40; ++i) s.Call(Numbered("pass", i), "root", {{1, {}}}, {1, {}});
  s.Call("use", "root", {{1, {}}}, {2, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"pass39 output>input identity $>$[0]"});
  EXPECT_GT(s.Stat("evicted"), 0U);
}

TEST(FlowCaps, TheOldestObjectsGoFirst) {
  SessionOptions options;
  options.max_objects_per_trace = 256;
  Scenario s(options);
  s.Start("root").Call("make", "root", {}, {1, {}});
  for (std::uint64_t i = 0; i < 1000; ++i) s.Call(Numbered("filler", static_cast<int>(i)), "root", {}, {100 + i, {}});
  s.Call("use", "root", {{1, {}}, {1099, {}}}, {2, {}}).End("root");
  EXPECT_EQ(s.Links("use"), Links{"filler999 output>input identity $>$[1]"});
  EXPECT_GT(s.Stat("evicted"), 500U);
}

TEST(FlowCaps, AValueLargerThanTheTableIsTaken) {
  SessionOptions options;
  options.max_objects_per_trace = 256;
  Scenario s(options);
  Object list{1, {}};
  for (std::uint64_t i = 0; i < 2000; ++i) list.members.push_back({"[" + std::to_string(i) + "]", {100 + i, {}}});
  s.Start("root").Call("make", "root", {}, list).Call("last", "root", {{2099, {}}}, {3, {}});
  s.End("root");
  ASSERT_EQ(s.Links("last").size(), 1U);
  EXPECT_EQ(s.Links("last")[0].rfind("make output>input", 0), 0U);
}

TEST(FlowCaps, LinksBeyondTheLimitAreCounted) {
  Scenario s;
  s.Start("root");
  Object all{1, {}};
  for (std::uint64_t i = 0; i < 150; ++i) {
    s.Call(Numbered("make", static_cast<int>(i)), "root", {}, {100 + i, {}});
    all.members.push_back({"[" + std::to_string(i) + "]", {100 + i, {}}});
  }
  s.Call("use", "root", {all}, {2, {}}).End("root");
  EXPECT_EQ(s.Links("use").size(), 128U);
  EXPECT_EQ(s.DroppedLinks("use"), 22U);
  EXPECT_EQ(s.Stat("dropped"), 22U);
}

TEST(FlowCaps, ALateChildOfAFreedTraceStartsAnew) {
  Scenario s;
  s.Start("root").Input("root", {1, {}}).Call("make", "root", {}, {2, {}}).End("root");
  s.Drain(1e6);
  s.Start("soon", "root").Input("soon", {1, {}}).End("soon");
  s.Drain(1.5e6);
  s.Drain(9e6);
  EXPECT_EQ(s.Stat("traces"), 0U);
  s.Start("late", "root")
      .Input("late", {2, {}})
      .Output("late", {3, {}})
      .Call("after", "late", {{3, {}}}, {4, {}})
      .End("late");
  EXPECT_EQ(s.Links("soon"), Links{"root input>input identity $[0]>$[0]"});
  EXPECT_EQ(s.Links("late"), Links{});
}

TEST(FlowCaps, TheOldestTraceLosesItsValuesAndGoesOn) {
  SessionOptions options;
  options.max_traces = 2;
  Scenario s(options);
  s.Start("root1").Call("make1", "root1", {}, {1, {}}).Start("held", "root1").Input("held", {1, {}});
  for (std::uint32_t trace = 2; trace < 6; ++trace) {
    const std::string root = "root" + std::to_string(trace);
    s.Trace(trace).Start(root).Call("make" + std::to_string(trace), root, {}, {trace, {}});
  }
  s.Call("use1", "root1", {{1, {}}}, {10, {}}).Call("again1", "root1", {{10, {}}}, {11, {}}).End("held");
  s.Call("use5", "root5", {{5, {}}}, {12, {}});
  for (std::uint32_t trace = 1; trace < 6; ++trace) s.End("root" + std::to_string(trace));
  EXPECT_EQ(s.Links("held"), Links{"make1 output>input identity ?>?"});
  EXPECT_EQ(s.Links("use1"), Links{});
  EXPECT_EQ(s.Links("again1"), Links{"use1 output>input identity $>$[0]"});
  EXPECT_EQ(s.Links("use5"), Links{"make5 output>input identity $>$[0]"});
  EXPECT_GT(s.Stat("evicted"), 0U);
}

}  // namespace
}  // namespace spanloom::testing
