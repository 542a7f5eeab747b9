#include <gtest/gtest.h>

#include "support/scenario.h"

namespace spanloom::testing {
namespace {

Scenario EveryUse() {
  SessionOptions options;
  options.policy = Policy::kEveryUse;
  return Scenario(options);
}

TEST(EveryUse, ThePassThroughChainOfTheOriginal) {
  Scenario s = EveryUse();
  s.Start("agent").Call("one", "agent", {{1, {}}}, {2, {}}).Call("two", "agent", {{2, {}}}, {2, {}}).End("agent");
  EXPECT_EQ(s.Links("one"), Links{});
  EXPECT_EQ(s.Links("two"), (Links{"one output>input identity $>$[0]", "one output>output identity $>$"}));
}

TEST(EveryUse, SeveralInputsInTheirOrder) {
  Scenario s = EveryUse();
  s.Start("agent").Call("one", "agent", {}, {1, {}}).Call("two", "agent", {}, {2, {}});
  s.Call("some", "agent", {{1, {}}, {2, {}}}, {3, {}}).End("agent");
  EXPECT_EQ(s.Links("some"), (Links{"one output>input identity $>$[0]", "two output>input identity $>$[1]"}));
}

TEST(EveryUse, EveryEarlierUseOldestFirst) {
  Scenario s = EveryUse();
  s.Start("root")
      .Call("a", "root", {}, {1, {}})
      .Call("b", "root", {{1, {}}}, {2, {}})
      .Call("c", "root", {{1, {}}}, {1, {}});
  s.Call("d", "root", {{1, {}}}, {3, {}}).End("root");
  EXPECT_EQ(s.Links("d"), (Links{"a output>input identity $>$[0]", "b input>input identity $[0]>$[0]",
                                 "c input>input identity $[0]>$[0]", "c output>input identity $>$[0]"}));
}

TEST(EveryUse, UpAndDownTheTree) {
  Scenario s = EveryUse();
  s.Start("parent")
      .Input("parent", {1, {}})
      .Call("child", "parent", {{1, {}}}, {1, {}})
      .Output("parent", {1, {}})
      .End("parent");
  EXPECT_EQ(s.Links("child"), Links{"parent input>input identity $[0]>$[0]"});
  EXPECT_EQ(s.Links("parent"), Links{"child output>output identity $>$"});
}

TEST(EveryUse, MembersThrownValuesAndRepeatsAreNoUses) {
  Scenario s = EveryUse();
  s.Start("root").Call("a", "root", {}, {1, {{"it", {2, {}}}}}).Call("b", "root", {{2, {}}}, {3, {}});
  s.Start("c", "root")
      .Output("c", {4, {}}, Shape::kThrown)
      .End("c")
      .Call("d", "root", {{4, {}}, {3, {}}, {3, {}}}, {5, {}})
      .End("root");
  EXPECT_EQ(s.Links("b"), Links{});
  EXPECT_EQ(s.Links("d"), Links{"b output>input identity $>$[1]"});
}

TEST(EveryUse, NoUseIsTooOld) {
  Scenario s = EveryUse();
  s.Start("root");
  for (int i = 0; i < 60; ++i)
    s.Call("f" + std::to_string(i), "root", {{1, {}}}, {100U + static_cast<unsigned>(i), {}});
  s.End("root");
  EXPECT_EQ(s.Links("f59").size(), 59U);
  EXPECT_EQ(s.Links("f59")[0], "f0 input>input identity $[0]>$[0]");
}

// Links have room for the first uses; later ones are not visited again and again.
TEST(EveryUse, AnObjectThatIsEverywhereKeepsItsFirstUses) {
  Scenario s = EveryUse();
  s.Start("root");
  for (int i = 0; i < 400; ++i) {
    const std::string name = "f" + std::to_string(i);
    s.Start(name, "root").Input(name, {1, {}}).Input(name, {1, {}}, 1).Output(name, {1, {}});
  }
  for (int i = 0; i < 400; ++i) s.End("f" + std::to_string(i));
  s.End("root");
  const Links last = s.Links("f399");
  ASSERT_EQ(last.size(), 128U);
  EXPECT_EQ(last[0], "f0 input>input identity $[0]>$[0]");
  EXPECT_EQ(last[1], "f0 output>input identity $>$[0]");
  EXPECT_EQ(last[127], "f63 output>input identity $>$[0]");
  EXPECT_EQ(s.Stat("evicted"), 2 * (400U - 129U));
}

}  // namespace
}  // namespace spanloom::testing
