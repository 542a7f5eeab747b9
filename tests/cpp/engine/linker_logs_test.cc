#include <gtest/gtest.h>

#include "engine/recording.h"

// Content in log records, which belong to spans by their ids.
namespace spanloom::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr Encoding kEncodings[] = {Encoding::kProtobuf, Encoding::kJson};

Recorded Span(std::uint32_t id) { return {1, id, 1, id * 10, id * 10 + 5}; }

// The first span answers with a text, the second one reads it.
std::vector<RecordedLog> Logs() {
  return {{1, 2, 20, false, "What?"}, {1, 2, 24, true, Text(1)}, {1, 3, 30, false, Text(1)}, {1, 3, 34, true, "Fine."}};
}

TEST(LinkerLogs, ComeBeforeOrAfterTheirSpansInAnyEncoding) {
  for (const Encoding logs : kEncodings) {
    for (const Encoding spans : kEncodings) {
      for (const bool logs_first : {false, true}) {
        Linker linker({});
        if (logs_first) EXPECT_EQ(AddLogs(linker, LogsRequest(logs, Logs()), logs), "");
        EXPECT_EQ(Add(linker, Request(spans, {Span(2), Span(3), {1, 1, 0, 1, 99}}), spans), "");
        if (!logs_first) EXPECT_EQ(AddLogs(linker, LogsRequest(logs, Logs()), logs), "");
        EXPECT_EQ(Names(TakeAll(linker, spans), spans), (Strings{"1.2", "1.3 <- 2 output>input text", "1.1"}));
        const LinkerStats stats = linker.Stats();
        EXPECT_EQ(stats.logs, 4);
        EXPECT_EQ(stats.dropped_logs, 0);
        EXPECT_EQ(stats.requests, 2);
        EXPECT_EQ(stats.waiting_bytes, 0);
      }
    }
  }
}

TEST(LinkerLogs, StartTheGraceAgain) {
  Linker linker({});
  Add(linker, Request(Encoding::kProtobuf, {{1, 1, 0, 1, 99}}));
  AddLogs(linker, LogsRequest(Encoding::kProtobuf, {{1, 1}}), Encoding::kProtobuf, 4999);
  EXPECT_EQ(Take(linker, 9998), "");
  EXPECT_EQ(Names(Take(linker, 9999)), Strings{"1.1"});
}

TEST(LinkerLogs, WithoutASpanAreDroppedAndCounted) {
  Linker linker({});
  // Of a span that never comes, and of a trace that never comes.
  AddLogs(linker, LogsRequest(Encoding::kProtobuf, {{1, 1}, {1, 2}, {2, 1}, {2, 2}}));
  Add(linker, Request(Encoding::kProtobuf, {{1, 1}}));
  EXPECT_EQ(linker.Stats().waiting_traces, 2);
  EXPECT_EQ(Names(TakeAll(linker)), Strings{"1.1"});
  EXPECT_EQ(linker.Stats().dropped_logs, 3);
  EXPECT_EQ(linker.Stats().waiting_traces, 0);
  // Of a trace that was taken.
  AddLogs(linker, LogsRequest(Encoding::kProtobuf, {{1, 1}}));
  EXPECT_EQ(linker.Stats().dropped_logs, 4);
  EXPECT_EQ(linker.Take(Encoding::kProtobuf, 0, true, {}, 1e9), 0U);
  // A trace of which only logs came is not late.
  Add(linker, Request(Encoding::kProtobuf, {{2, 1}}));
  EXPECT_EQ(linker.Stats().late_spans, 0);
  // It is taken when told, and there is nothing to give back.
  AddLogs(linker, LogsRequest(Encoding::kProtobuf, {{3, 1}}));
  EXPECT_EQ(linker.Take(Encoding::kJson, 0, false, TraceHex(3), 1e9), 0U);
  EXPECT_EQ(linker.result(), "");
  EXPECT_EQ(linker.Stats().dropped_logs, 5);
}

TEST(LinkerLogs, OfSeveralSpansAreReadInOrderOfTime) {
  // The text was split over two answers; each comes in its turn.
  const std::string text = Text(1);
  std::vector<RecordedLog> logs = {{1, 3, 31, false, Text(2)},
                                   {1, 2, 24, true, Text(1)},
                                   {1, 3, 30, false, "Hello"},
                                   {1, 2, 25, true, Text(2)},
                                   {1, 2, 20, false, "What?"}};
  std::string links;
  for (int turn = 0; turn < 5; ++turn) {
    Linker linker({});
    AddLogs(linker, LogsRequest(Encoding::kProtobuf, logs));
    Add(linker, Request(Encoding::kProtobuf, {Span(2), Span(3), {1, 1, 0, 1, 99}}));
    linker.Links(TraceHex(1));
    if (turn == 0) links = linker.result();
    EXPECT_NE(linker.result(), "{}");
    EXPECT_EQ(linker.result(), links);
    std::rotate(logs.begin(), logs.begin() + 1, logs.end());
  }
}

}  // namespace
}  // namespace spanloom::testing
