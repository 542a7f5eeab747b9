#include "engine/event_order.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace spanloom::testing {
namespace {

constexpr std::uint64_t kMilli = 1000000;

// Returns the events as text: "+0 -0" begins and ends span 0.
std::string Sorted(const std::vector<TimedSpan>& given) {
  Array<TimedSpan> spans;
  for (const TimedSpan& span : given) spans.Add(span);
  EventOrder order;
  std::string text;
  for (const SpanEvent& event : order.Sort(spans)) {
    text += (text.empty() ? "" : " ") + std::string(event.is_end ? "-" : "+") + std::to_string(event.span);
  }
  return text;
}

TEST(EventOrderTest, FollowsTheClock) {
  EXPECT_EQ(Sorted({{1, 10, kNone, kNone}, {2, 4, 0, kNone}, {5, 9, 0, kNone}}), "+0 +1 -1 +2 -2 -0");
}

TEST(EventOrderTest, AParentSurroundsItsChildren) {
  EXPECT_EQ(Sorted({{5, 8, kNone, kNone}, {4, 9, 0, kNone}}), "+0 +1 -1 -0");
}

TEST(EventOrderTest, AChildMayOutliveItsParent) {
  EXPECT_EQ(Sorted({{1, 10, kNone, kNone}, {2, 50 * kMilli, 0, kNone}}), "+0 +1 -0 -1");
}

TEST(EventOrderTest, ARoundedStartIsTheEndOfItsMillisecond) {
  const std::uint64_t base = 7 * kMilli;
  // The second one seems to begin, and even to end, before the first one has ended.
  EXPECT_EQ(Sorted({{base - kMilli, base + 238873, kNone, kNone}, {base, base + 208227, kNone, kNone}}), "+0 -0 +1 -1");
  // A clock with nanoseconds is believed.
  EXPECT_EQ(Sorted({{base - 30, base + 238873, kNone, kNone}, {base + 1, base + 208227, kNone, kNone}}), "+0 +1 -1 -0");
}

TEST(EventOrderTest, AFullMillisecondMayBeChance) {
  const std::uint64_t base = 7 * kMilli;
  EXPECT_EQ(Sorted({{base, base + 100, kNone, kNone}, {base + 200, base + 900, kNone, kNone}}), "+0 -0 +1 -1");
}

TEST(EventOrderTest, WhatBeginsInOneMillisecondEndsFirst) {
  EXPECT_EQ(Sorted({{kMilli, kMilli + 90, kNone, kNone}, {kMilli, kMilli + 20, kNone, kNone}}), "+1 -1 +0 -0");
}

TEST(EventOrderTest, ACauseEndsBeforeItsEffectBegins) {
  EXPECT_EQ(Sorted({{1, 100, kNone, kNone}, {50, 60, kNone, 0}}), "+0 -0 +1 -1");
}

TEST(EventOrderTest, CausesThatContradictAreIgnored) {
  EXPECT_EQ(Sorted({{1, 9, kNone, 1}, {2, 8, kNone, 0}}), "+0 +1 -1 -0");
}

TEST(EventOrderTest, CyclesOfParentsAreCut) { EXPECT_EQ(Sorted({{1, 9, 1, kNone}, {2, 8, 0, kNone}}), "+1 +0 -0 -1"); }

TEST(EventOrderTest, EverySpanBeginsThenEnds) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const std::uint32_t count = random() % 30 + 1;
    Array<TimedSpan> spans;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t start = random() % 40 * (kMilli / 4);
      const auto other = [&] { return random() % 3 == 0 ? static_cast<std::uint32_t>(random() % count) : kNone; };
      spans.Add({start, start + random() % 20 * (kMilli / 3), other(), other()});
    }
    EventOrder order;
    const Array<SpanEvent>& events = order.Sort(spans);
    ASSERT_EQ(events.size(), 2 * count);
    std::vector<int> state(count, 0);
    for (const SpanEvent& event : events) {
      ASSERT_EQ(state[event.span]++, event.is_end ? 1 : 0);
      const std::uint32_t parent = spans[event.span].parent;
      if (!event.is_end && parent != kNone) {
        ASSERT_GT(state[parent], 0) << "a child before its parent";
      }
    }
  }
}

}  // namespace
}  // namespace spanloom::testing
