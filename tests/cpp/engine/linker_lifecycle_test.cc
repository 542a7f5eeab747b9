#include <gtest/gtest.h>

#include "engine/recording.h"

// When a trace is complete, and what happens to spans that come at other times.
namespace spanloom::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr double kGrace = 100;
constexpr Encoding kProtobuf = Encoding::kProtobuf;

LinkerOptions Grace() {
  LinkerOptions options;
  options.grace = kGrace;
  return options;
}

std::string OneSpan(const Recorded& span) { return Request(kProtobuf, {span}); }

Recorded Root(std::uint32_t trace, std::uint64_t end = 9) { return {trace, 1, 0, 1, end}; }
Recorded Child(std::uint32_t trace, std::uint32_t id = 2) { return {trace, id, 1, 2, 3}; }

TEST(LinkerLifecycle, ATraceIsCompleteAGraceAfterItsRootAndWhatCameLast) {
  Linker linker(Grace());
  Add(linker, OneSpan(Child(1)), kProtobuf, 0);
  Add(linker, OneSpan(Root(1)), kProtobuf, 50);
  EXPECT_EQ(Names(Take(linker, 149)), Strings{});
  Add(linker, OneSpan(Child(1, 3)), kProtobuf, 149);
  EXPECT_EQ(Names(Take(linker, 248)), Strings{});
  EXPECT_FALSE(linker.Work(100, 248, false));
  EXPECT_EQ(Names(Take(linker, 249)), (Strings{"1.2", "1.1", "1.3"}));
}

TEST(LinkerLifecycle, ATraceWithoutARootThatEndedWaitsSixTimesAsLong) {
  Linker linker(Grace());
  Add(linker, OneSpan(Child(1)), kProtobuf, 0);
  Add(linker, OneSpan(Root(2, 0)), kProtobuf, 1);
  EXPECT_EQ(Names(Take(linker, 599)), Strings{});
  EXPECT_EQ(Names(Take(linker, 600)), Strings{"1.2"});
  EXPECT_EQ(Names(Take(linker, 601)), Strings{"2.1"});
}

// More than the linker keeps for later use.
TEST(LinkerLifecycle, ManyTracesThatAreTakenTogetherLeaveNothingBehind) {
  constexpr std::uint32_t kTraces = 200;
  Linker linker({});
  for (std::uint32_t round = 0; round < 3; ++round) {
    Strings wanted;
    for (std::uint32_t i = 1; i <= kTraces; ++i) {
      const std::uint32_t trace = round * kTraces + i;
      Add(linker, OneSpan(Root(trace)));
      wanted.push_back(std::to_string(trace) + ".1");
    }
    EXPECT_EQ(Names(TakeAll(linker)), wanted);
    EXPECT_EQ(linker.Stats().waiting_bytes, 0);
  }
}

TEST(LinkerLifecycle, TracesComeInTheOrderOfCompletion) {
  Linker linker(Grace());
  Add(linker, OneSpan(Child(1)), kProtobuf, 0);   // complete at 600
  Add(linker, OneSpan(Root(2)), kProtobuf, 550);  // at 650
  Add(linker, OneSpan(Root(3)), kProtobuf, 490);  // the clock went back: at 650, too
  Add(linker, OneSpan(Root(4)), kProtobuf, 560);  // at 660
  Strings order;
  while (linker.Take(kProtobuf, 1000, false, {}, 1) > 0) order.push_back(Names(linker.result()).at(0));
  EXPECT_EQ(order, (Strings{"1.2", "2.1", "3.1", "4.1"}));
}

TEST(LinkerLifecycle, TimeStandsStillWhileTheClockGoesBack) {
  Linker linker(Grace());
  Add(linker, OneSpan(Root(1)), kProtobuf, 100);
  Add(linker, OneSpan(Child(1)), kProtobuf, 50);
  EXPECT_EQ(Names(Take(linker, 199)), Strings{});
  EXPECT_EQ(Names(Take(linker, 200)), (Strings{"1.1", "1.2"}));
}

TEST(LinkerLifecycle, WithoutAGraceATraceIsCompleteAtOnce) {
  LinkerOptions options;
  options.grace = 0;
  Linker linker(options);
  Add(linker, OneSpan(Root(1)));
  EXPECT_EQ(Names(Take(linker, 0)), Strings{"1.1"});
}

TEST(LinkerLifecycle, OneTraceIsTakenWhenTold) {
  Linker linker(Grace());
  Add(linker, Request(kProtobuf, {Child(1), Child(2), Root(1)}));
  EXPECT_EQ(linker.Take(kProtobuf, 0, false, TraceHex(3), 1e9), 0U);
  EXPECT_EQ(linker.Take(kProtobuf, 0, false, "?", 1e9), 0U);
  EXPECT_EQ(linker.Take(kProtobuf, 0, false, TraceHex(1), 1e9), 2U);
  EXPECT_EQ(Names(linker.result()), (Strings{"1.2", "1.1"}));
  EXPECT_EQ(Names(TakeAll(linker)), Strings{"2.2"});
}

TEST(LinkerLifecycle, TakesWholeTracesOfAboutSoManyBytes) {
  Linker linker(Grace());
  std::vector<Recorded> spans;
  for (std::uint32_t trace = 1; trace <= 50; ++trace)
    spans.push_back({trace, 1, 0, 1, 2, std::string(10'000, 'x'), "y"});
  Add(linker, Request(kProtobuf, spans));
  std::size_t taken = 0;
  std::size_t calls = 0;
  while (const std::uint32_t count = linker.Take(kProtobuf, 0, true, {}, 100'000)) {
    EXPECT_LE(linker.result().size(), 100'000U);
    taken += count;
    ++calls;
  }
  EXPECT_EQ(taken, 50U);
  EXPECT_LE(calls, 7U);
}

TEST(LinkerLifecycle, LateSpansPassThrough) {
  Linker linker({});
  Add(linker, Request(kProtobuf, {{1, 2, 1, 1, 2, "What?", Text(1)}, Root(1)}));
  TakeAll(linker);
  Add(linker, OneSpan({1, 3, 1, 3, 4, Text(1), "Fine."}));
  Add(linker, OneSpan(Root(2)));
  EXPECT_TRUE(linker.Has(TraceHex(1)));
  linker.Links(TraceHex(1));
  EXPECT_EQ(linker.result(), "{}");
  linker.Explain(TraceHex(1), SpanHex(3), false);
  EXPECT_EQ(linker.result(), "[]");
  EXPECT_EQ(Names(Take(linker, 0)), Strings{"1.3"});
  Add(linker, OneSpan(Child(1, 4)));
  EXPECT_EQ(Names(TakeAll(linker)), (Strings{"2.1", "1.4"}));
  EXPECT_EQ(linker.Stats().late_spans, 2);
  EXPECT_EQ(linker.Stats().taken_spans, 5);
  EXPECT_EQ(linker.Stats().linked_traces, 2);
}

TEST(LinkerLifecycle, TheNewest4096TakenTracesAreRemembered) {
  Linker linker({});
  for (std::uint32_t trace = 1; trace <= 4097; ++trace) {
    Add(linker, OneSpan(Root(trace)));
    TakeAll(linker);
  }
  Add(linker, Request(kProtobuf, {Child(1), Child(2), Child(4097)}));
  EXPECT_EQ(linker.Stats().late_spans, 2);
  EXPECT_EQ(Names(Take(linker, 0)), (Strings{"2.2", "4097.2"}));
}

TEST(LinkerLifecycle, DuplicatesComeBackAndAreLinkedOnce) {
  Linker linker({});
  const Recorded source{1, 2, 1, 1, 2, "What?", Text(1)};
  const Recorded sink{1, 3, 1, 3, 4, Text(1), "Fine."};
  Add(linker, Request(kProtobuf, {source, sink, source, sink, Root(1)}));
  EXPECT_EQ(Names(TakeAll(linker)), (Strings{"1.2", "1.3 <- 2 output>input text", "1.2", "1.3", "1.1"}));
  EXPECT_EQ(linker.Stats().duplicate_spans, 2);
  EXPECT_EQ(linker.Stats().taken_links, 1);
}

// Spans that come between slices of work.
TEST(LinkerLifecycle, WorkStartsAgainWhenATraceChanges) {
  Linker linker(Grace());
  std::vector<Recorded> spans = {Root(1)};
  for (std::uint32_t id = 2; id < 40; ++id) spans.push_back({1, id, 1, id, id + 1, Text(id - 1), Text(id)});
  Add(linker, Request(kProtobuf, spans));
  Add(linker, Request(kProtobuf, {Root(2), {2, 2, 1, 1, 2, "", Text(1)}, {2, 3, 1, 3, 4, Text(1)}}));
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(linker.Work(1, 100, false));
  Add(linker, OneSpan({1, 40, 1, 40, 41, Text(39), "Fine."}), kProtobuf, 100);
  EXPECT_TRUE(linker.Work(1, 100, false));
  // What is asked for meanwhile does not disturb the work, and the other way round.
  linker.Links(TraceHex(1));
  EXPECT_NE(linker.result().find(SpanHex(40)), std::string_view::npos);
  int slices = 0;
  while (linker.Work(1, 199, false)) ++slices;
  EXPECT_LT(slices, 20);
  EXPECT_EQ(linker.Take(kProtobuf, 199, false, {}, 1e9), 3U);
  EXPECT_EQ(Names(linker.result())[2], "2.3 <- 2 output>input text");
  const Strings names = Names(Take(linker, 200));
  ASSERT_EQ(names.size(), 40U);
  for (std::uint32_t id = 3; id <= 40; ++id) {
    EXPECT_EQ(names[id - 1], "1." + std::to_string(id) + " <- " + std::to_string(id - 1) + " output>input text");
  }
  EXPECT_EQ(linker.Stats().taken_links, 39);
}

TEST(LinkerLifecycle, ASliceIsASmallPartOfTheWork) {
  Linker linker({});
  std::vector<Recorded> spans;
  for (std::uint32_t id = 1; id <= 100; ++id) spans.push_back({1, id, 0, id, id + 1, Text(id - 1), Text(id)});
  Add(linker, Request(kProtobuf, spans));
  int slices = 0;
  while (linker.Work(10, 0, true)) ++slices;
  EXPECT_GE(slices, 15);
  EXPECT_EQ(linker.Stats().waiting_traces, 1);
  EXPECT_EQ(linker.Take(kProtobuf, 0, false, {}, 1e9), 100U);
}

// Two traces at a time: one in slices, the other asked for.
TEST(LinkerLifecycle, AskingForOneTraceLeavesTheWorkOnAnotherAlone) {
  Linker linker({});
  std::vector<Recorded> spans;
  for (std::uint32_t id = 1; id <= 100; ++id) spans.push_back({1, id, 0, id, id + 1, Text(id - 1), Text(id)});
  Add(linker, Request(kProtobuf, spans));
  Add(linker, Request(kProtobuf, {Root(2), {2, 2, 1, 1, 2, "", Text(1)}, {2, 3, 1, 3, 4, Text(1)}}));
  EXPECT_TRUE(linker.Work(50, 0, true));
  linker.Links(TraceHex(2));
  EXPECT_NE(linker.result(), "{}");
  linker.Explain(TraceHex(2), SpanHex(3), false);
  int slices = 0;
  while (linker.Work(50, 0, true)) ++slices;
  EXPECT_LE(slices, 3);
  EXPECT_EQ(linker.Take(kProtobuf, 0, true, {}, 1e9), 103U);
  EXPECT_EQ(linker.Stats().taken_links, 100);
}

}  // namespace
}  // namespace spanloom::testing
