#include <gtest/gtest.h>

#include "engine/recording.h"

// The limits, and what happens to what exceeds them.
namespace spanloom::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr Encoding kProtobuf = Encoding::kProtobuf;

Recorded Sized(std::uint32_t trace, std::uint32_t id, std::size_t bytes) {
  return {trace, id, 1, id, id + 1, std::string(bytes, 'x'), "y"};
}

// Two spans with a link.
std::vector<Recorded> Linked(std::uint32_t trace) {
  return {{trace, 2, 1, 1, 2, "What?", Text(trace)}, {trace, 3, 1, 3, 4, Text(trace), "Fine."}};
}

TEST(LinkerLimits, TheTraceThatWaitedLongestIsEvicted) {
  LinkerOptions options;
  options.max_traces = 3;
  Linker linker(options);
  for (std::uint32_t trace = 1; trace <= 3; ++trace) Add(linker, Request(kProtobuf, Linked(trace)));
  Add(linker, Request(kProtobuf, {{1, 4, 1}}));
  EXPECT_EQ(linker.Stats().evicted_traces, 0);
  Add(linker, Request(kProtobuf, Linked(4)));
  EXPECT_EQ(linker.Stats().evicted_traces, 1);
  EXPECT_EQ(linker.Stats().evicted_spans, 2);
  EXPECT_EQ(linker.Stats().waiting_traces, 4);
  linker.Links(TraceHex(2));
  EXPECT_EQ(linker.result(), "{}");
  // More of it comes before it is taken.
  Add(linker, Request(kProtobuf, {{2, 4, 1}}));
  EXPECT_EQ(linker.Stats().late_spans, 1);
  EXPECT_EQ(Names(Take(linker, 0)), (Strings{"2.2", "2.3", "2.4"}));
  const std::string link = " <- 2 output>input text";
  EXPECT_EQ(Names(TakeAll(linker)), (Strings{"1.2", "1.3" + link, "3.2", "3.3" + link, "1.4", "4.2", "4.3" + link}));
  EXPECT_EQ(linker.Stats().linked_traces, 3);
  EXPECT_EQ(linker.Stats().dropped_spans, 0);
}

TEST(LinkerLimits, ATraceThatIsTooLargeIsEvictedAtOnce) {
  LinkerOptions options;
  options.max_trace_bytes = 100'000;
  Linker linker(options);
  Add(linker, Request(kProtobuf, {Sized(1, 2, 90'000), Sized(2, 2, 90'000)}));
  EXPECT_EQ(linker.Stats().evicted_traces, 0);
  Add(linker, Request(kProtobuf, {Sized(1, 3, 90'000), Sized(1, 4, 90'000)}));
  EXPECT_EQ(linker.Stats().evicted_traces, 1);
  EXPECT_EQ(linker.Stats().evicted_spans, 2);
  EXPECT_EQ(linker.Stats().late_spans, 1);
  EXPECT_EQ(Names(Take(linker, 0)), (Strings{"1.2", "1.3", "1.4"}));
  Add(linker, Request(kProtobuf, {Sized(1, 5, 10)}));
  EXPECT_EQ(linker.Stats().late_spans, 2);
  EXPECT_EQ(Names(TakeAll(linker)), (Strings{"2.2", "1.5"}));
  EXPECT_EQ(linker.Stats().linked_traces, 1);
}

TEST(LinkerLimits, LogsCountToo) {
  LinkerOptions options;
  options.max_trace_bytes = 100'000;
  Linker linker(options);
  Add(linker, Request(kProtobuf, {Sized(1, 2, 60'000)}));
  AddLogs(linker, LogsRequest(kProtobuf, {{1, 2, 1, false, std::string(60'000, 'x')}, {1, 2, 1, false, "y"}}));
  EXPECT_EQ(linker.Stats().evicted_traces, 1);
  EXPECT_EQ(linker.Stats().dropped_logs, 2);
  EXPECT_EQ(Names(Take(linker, 0)), Strings{"1.2"});
  // Without spans, nothing is given back.
  AddLogs(linker, LogsRequest(kProtobuf, {{2, 2, 1, false, std::string(110'000, 'x')}}));
  EXPECT_EQ(linker.Stats().evicted_traces, 1);
  EXPECT_EQ(linker.Stats().dropped_logs, 3);
  EXPECT_EQ(linker.Stats().waiting_bytes, 0);
}

// Whoever takes after each request loses nothing, however small the limit is.
TEST(LinkerLimits, WhoeverTakesLosesNothing) {
  LinkerOptions options;
  options.max_bytes = 200'000;
  Linker linker(options);
  std::size_t taken = 0;
  for (std::uint32_t trace = 1; trace <= 149; ++trace) {
    Add(linker, Request(kProtobuf, {Sized(trace, 2, 30'000), Sized(trace, 3, 500'000 / (1 + trace % 50))}));
    taken += Names(Take(linker, 0)).size();
    ASSERT_LE(linker.Stats().waiting_bytes, options.max_bytes);
  }
  EXPECT_GT(linker.Stats().evicted_traces, 100);
  EXPECT_LT(linker.Stats().evicted_traces, 149);
  taken += Names(TakeAll(linker)).size();
  EXPECT_EQ(taken, 298U);
  EXPECT_EQ(linker.Stats().dropped_spans, 0);
  EXPECT_EQ(linker.Stats().waiting_bytes, 0);
}

// Whoever never takes holds no more than the limit and one request.
TEST(LinkerLimits, WhoeverNeverTakesHoldsTheNewest) {
  LinkerOptions options;
  options.max_bytes = 1'000'000;
  Linker linker(options);
  for (std::uint32_t trace = 1; trace <= 1000; ++trace) {
    // Also with resources of their own, and envelopes without spans.
    const std::string service = "app " + std::to_string(trace) + std::string(trace % 2 * 3000, 'z');
    Add(linker, Request(kProtobuf, {Sized(trace, 2, 10'000)}, service) + Request(kProtobuf, {}, service + "!"));
    ASSERT_LE(linker.Stats().waiting_bytes, options.max_bytes + 20'000);
    linker.Links(TraceHex(trace));
  }
  const LinkerStats stats = linker.Stats();
  EXPECT_GT(stats.waiting_bytes, options.max_bytes / 2);
  EXPECT_EQ(stats.dropped_spans + stats.waiting_spans, 1000);
  const Strings names = Names(TakeAll(linker));
  EXPECT_EQ(static_cast<double>(names.size()), stats.waiting_spans);
  EXPECT_EQ(names.back(), "1000.2");
  // What was dropped is late, not new.
  Add(linker, Request(kProtobuf, {Sized(900, 3, 10)}));
  EXPECT_EQ(linker.Stats().late_spans, 1);
}

// What was evicted waits, as long as it fits into a quarter of the limit.
TEST(LinkerLimits, EvictedSpansHaveRoomToWait) {
  LinkerOptions options;
  options.max_bytes = 1'000'000;
  Linker linker(options);
  std::uint32_t trace = 0;
  for (int turn = 0; turn < 50; ++turn) {
    for (int request = 0; request < 20; ++request) Add(linker, Request(kProtobuf, {Sized(++trace, 2, 10'000)}));
    Take(linker, 0);
  }
  EXPECT_GT(linker.Stats().evicted_spans, 800);
  EXPECT_EQ(linker.Stats().dropped_spans, 0);
}

// A trace whose links are known keeps them when it has to go.
TEST(LinkerLimits, LinksThatAreKnownAreNotLost) {
  LinkerOptions options;
  options.max_traces = 1;
  Linker linker(options);
  Add(linker, Request(kProtobuf, Linked(1)));
  linker.Links(TraceHex(1));
  Add(linker, Request(kProtobuf, Linked(2)));
  Add(linker, Request(kProtobuf, {{1, 4, 1}}));
  linker.Links(TraceHex(1));
  EXPECT_NE(linker.result(), "{}");
  EXPECT_EQ(Names(Take(linker, 0)), (Strings{"1.2", "1.3 <- 2 output>input text", "1.4"}));
  EXPECT_EQ(linker.Stats().evicted_traces, 0);
  EXPECT_EQ(linker.Stats().late_spans, 1);
  EXPECT_EQ(linker.Stats().linked_traces, 1);
  EXPECT_EQ(linker.Stats().taken_links, 1);
}

// The work on a trace that is evicted stops.
TEST(LinkerLimits, ATraceThatIsBeingLinkedCanBeEvicted) {
  LinkerOptions options;
  options.max_traces = 1;
  Linker linker(options);
  std::vector<Recorded> spans;
  for (std::uint32_t id = 1; id <= 50; ++id) spans.push_back({1, id, 0, id, id + 1, Text(id - 1), Text(id)});
  Add(linker, Request(kProtobuf, spans));
  EXPECT_TRUE(linker.Work(10, 0, true));
  linker.Explain(TraceHex(1), SpanHex(3), false);
  Add(linker, Request(kProtobuf, Linked(2)));
  EXPECT_EQ(Take(linker, 0).empty(), false);
  linker.Explain(TraceHex(1), SpanHex(3), false);
  EXPECT_EQ(linker.result(), "[]");
  while (linker.Work(10, 0, true)) continue;
  EXPECT_EQ(Names(TakeAll(linker)), (Strings{"2.2", "2.3 <- 2 output>input text"}));
}

}  // namespace
}  // namespace spanloom::testing
