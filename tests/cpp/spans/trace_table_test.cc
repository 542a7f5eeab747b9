#include "spans/trace_table.h"

#include <gtest/gtest.h>

namespace spanloom {
namespace {

class TraceTableTest : public ::testing::Test {
 protected:
  Trace& Open(std::uint32_t number) {
    table.Add(number, {});
    Trace& trace = *table.Find(number);
    table.SpanStarted(trace);
    return trace;
  }

  LinkLimits limits;
  TraceTable table{3, 1 << 20, limits};
};

TEST_F(TraceTableTest, ATraceGoesFromShellToLiveToDoneToShell) {
  table.Add(1, {});
  EXPECT_EQ(table.Find(1)->state, Trace::State::kIdOnly);
  EXPECT_EQ(table.Find(2), nullptr);
  Trace& trace = Open(1);
  EXPECT_EQ(trace.state, Trace::State::kLive);
  table.SpanEnded(trace, 5e6);
  EXPECT_EQ(trace.state, Trace::State::kDone);
  table.Expire(5.5e6);
  EXPECT_EQ(trace.state, Trace::State::kDone);
  table.Expire(6.5e6);
  EXPECT_EQ(trace.state, Trace::State::kIdOnly);
  EXPECT_EQ(table.with_tables(), 0U);
  table.SpanStarted(trace);
  EXPECT_EQ(trace.state, Trace::State::kLive);
}

TEST_F(TraceTableTest, TablesThatWaitForASpanAreFreedLikeThoseThatAreDone) {
  table.Add(1, {});
  Trace& trace = *table.Find(1);
  table.Prepare(trace, 5e6);
  ASSERT_NE(trace.links, nullptr);
  table.Expire(5.5e6);
  EXPECT_EQ(trace.state, Trace::State::kDone);
  table.Expire(6.5e6);
  EXPECT_EQ(trace.state, Trace::State::kIdOnly);
  table.Prepare(trace, 7e6);
  table.SpanStarted(trace);
  table.Prepare(trace, 7e6);
  EXPECT_EQ(trace.state, Trace::State::kLive);
  // Those of other traces are dropped as for a span.
  Open(2);
  Open(3);
  table.Add(4, {});
  table.Prepare(*table.Find(4), 7e6);
  EXPECT_EQ(trace.state, Trace::State::kEvicted);
}

TEST_F(TraceTableTest, DoneTracesMakeRoomFirst) {
  Trace& first = Open(1);
  Trace& second = Open(2);
  Open(3);
  table.SpanEnded(second, 0);
  Open(4);
  EXPECT_EQ(first.state, Trace::State::kLive);
  EXPECT_EQ(second.state, Trace::State::kIdOnly);
  Open(5);
  EXPECT_EQ(first.state, Trace::State::kEvicted);
  table.MakeRoomForValue(first);
  EXPECT_EQ(first.state, Trace::State::kLive);
  EXPECT_EQ(table.Find(3)->state, Trace::State::kEvicted);
  table.SpanEnded(*table.Find(3), 0);
  EXPECT_EQ(table.Find(3)->state, Trace::State::kIdOnly);
}

TEST_F(TraceTableTest, TooMuchEvidenceCostsTheOldest) {
  TraceTable roomy(1000, 1 << 20, limits);
  for (std::uint32_t number = 0; number < 10; ++number) {
    roomy.Add(number, {});
    roomy.SpanStarted(*roomy.Find(number));
  }
  roomy.SpanEnded(*roomy.Find(5), 0);
  // Names count like tables and texts.
  for (std::uint32_t number = 0; number < 10; ++number) {
    if (number == 5) continue;
    Trace& trace = *roomy.Find(number);
    roomy.MakeRoomForValue(trace);
    for (int name = 0; name < 6000; ++name) trace.links->keys().Add(std::to_string(name));
    roomy.UpdateBytes(trace);
    EXPECT_LE(roomy.evidence_bytes(), 5U << 18);
  }
  EXPECT_EQ(roomy.Find(0)->state, Trace::State::kEvicted);
  EXPECT_EQ(roomy.Find(5)->state, Trace::State::kIdOnly);
  EXPECT_EQ(roomy.Find(9)->state, Trace::State::kLive);
  for (std::uint32_t number = 0; number < 10; ++number) {
    if (number != 5) roomy.SpanEnded(*roomy.Find(number), 0);
  }
  roomy.Expire(9e6);
  EXPECT_EQ(roomy.evidence_bytes(), 0U);
}

TEST_F(TraceTableTest, ManyDoneTracesDoNotWait) {
  LinkLimits none;
  TraceTable roomy(1000, 1 << 20, none);
  for (std::uint32_t i = 0; i < 200; ++i) {
    roomy.Add(i, {});
    roomy.SpanStarted(*roomy.Find(i));
    roomy.SpanEnded(*roomy.Find(i), 0);
  }
  roomy.Expire(0);
  EXPECT_EQ(roomy.with_tables(), 64U);
}

TEST_F(TraceTableTest, IdsAreRememberedForAWhile) {
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    Trace& trace = Open(i);
    table.SpanEnded(trace, i * 1e7);
    table.Expire(i * 1e7 + 1e7);
  }
  EXPECT_EQ(table.Find(1), nullptr);
  EXPECT_NE(table.Find(4999), nullptr);
  table.Add(1, {});
  EXPECT_NE(table.Find(1), nullptr);
}

}  // namespace
}  // namespace spanloom
