#include <gtest/gtest.h>

#include <random>

#include "engine/recording.h"

// Random calls with small limits: whatever comes, each span is given back once or counted as dropped.
namespace spanloom::testing {
namespace {

struct Counts {
  double given_back = 0;
  double links = 0;
};

// From 0 to limit - 1.
std::uint32_t Below(std::mt19937& random, std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); }

LinkerOptions SmallLimits(std::mt19937& random) {
  LinkerOptions options;
  options.grace = 20;
  options.max_traces = 2 + Below(random, 5);
  options.max_trace_bytes = 2000 + Below(random, 10'000);
  options.max_bytes = 10'000 + Below(random, 30'000);
  return options;
}

Recorded RandomSpan(std::mt19937& random) {
  Recorded span{1 + Below(random, 8), 1 + Below(random, 12), Below(random, 3), 1 + Below(random, 50), 0, "", ""};
  if (Below(random, 4) > 0) span.end = span.start + Below(random, 10);
  if (Below(random, 2) > 0) span.input = Text(Below(random, 6));
  if (Below(random, 2) > 0) span.output = Text(Below(random, 6));
  if (Below(random, 40) == 0) span.input = std::string(Below(random, 20'000), 'x');
  return span;
}

void AddSomething(Linker& linker, std::mt19937& random, double now) {
  const Encoding encoding = Below(random, 2) == 0 ? Encoding::kProtobuf : Encoding::kJson;
  if (Below(random, 4) == 0) {
    std::vector<RecordedLog> logs(Below(random, 4));
    for (RecordedLog& log : logs)
      log = {1 + Below(random, 8), 1 + Below(random, 12), Below(random, 50), Below(random, 2) == 0,
             Text(Below(random, 6))};
    EXPECT_EQ(AddLogs(linker, LogsRequest(encoding, logs), encoding, now), "");
    return;
  }
  std::vector<Recorded> spans(Below(random, 6));
  for (Recorded& span : spans) span = RandomSpan(random);
  std::string request = Request(encoding, spans, "app " + std::to_string(Below(random, 3)));
  if (Below(random, 20) == 0) request.pop_back();
  Add(linker, request, encoding, now);
}

void DoSomething(Linker& linker, std::mt19937& random, double now, Counts& counts) {
  const std::string trace = TraceHex(1 + Below(random, 9));
  switch (Below(random, 10)) {
    case 0: linker.Links(trace); break;
    case 1: linker.Explain(trace, SpanHex(1 + Below(random, 12)), Below(random, 2) == 0); break;
    case 2: linker.Work(Below(random, 10), now, Below(random, 4) == 0); break;
    case 3: {
      const Encoding encoding = Below(random, 2) == 0 ? Encoding::kProtobuf : Encoding::kJson;
      linker.Take(encoding, now, Below(random, 4) == 0, Below(random, 3) == 0 ? trace : "",
                  static_cast<double>(Below(random, 20'000)));
      for (const Taken& span : Decode(linker.result(), encoding)) {
        ++counts.given_back;
        counts.links += static_cast<double>(span.links.size());
      }
      break;
    }
    case 4: linker.Contents(trace, SpanHex(1 + Below(random, 12))); break;
    case 5: linker.Kinds(trace); break;
    default: AddSomething(linker, random, now);
  }
}

TEST(LinkerRandom, NoSpanIsLostUncounted) {
  LinkerStats sum;
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    const LinkerOptions options = SmallLimits(random);
    Linker linker(options);
    Counts counts;
    double now = 0;
    for (int call = 0; call < 150; ++call) {
      now += static_cast<double>(Below(random, 5));
      DoSomething(linker, random, now, counts);
      const LinkerStats stats = linker.Stats();
      ASSERT_EQ(stats.spans, stats.taken_spans + stats.waiting_spans + stats.dropped_spans) << seed << ' ' << call;
      ASSERT_EQ(stats.taken_spans, counts.given_back) << seed << ' ' << call;
      ASSERT_LE(stats.waiting_bytes, options.max_bytes + 140'000) << seed << ' ' << call;
    }
    while (linker.Take(Encoding::kProtobuf, now, true, {}, 10'000) > 0) {
      for (const Taken& span : Decode(linker.result(), Encoding::kProtobuf)) {
        ++counts.given_back;
        counts.links += static_cast<double>(span.links.size());
      }
    }
    const LinkerStats stats = linker.Stats();
    EXPECT_EQ(stats.spans, counts.given_back + stats.dropped_spans) << seed;
    EXPECT_EQ(stats.taken_links, counts.links) << seed;
    EXPECT_EQ(stats.links_text + stats.links_structure + stats.links_member, counts.links) << seed;
    EXPECT_EQ(stats.waiting_bytes, 0) << seed;
    EXPECT_EQ(stats.waiting_traces, 0) << seed;
    sum.evicted_spans += stats.evicted_spans;
    sum.late_spans += stats.late_spans;
    sum.duplicate_spans += stats.duplicate_spans;
    sum.dropped_spans += stats.dropped_spans;
    sum.dropped_logs += stats.dropped_logs;
    sum.refused += stats.refused;
    sum.taken_links += stats.taken_links;
  }
  // All of it happens.
  EXPECT_GT(sum.evicted_spans, 1000);
  EXPECT_GT(sum.late_spans, 1000);
  EXPECT_GT(sum.duplicate_spans, 1000);
  EXPECT_GT(sum.dropped_spans, 100);
  EXPECT_GT(sum.dropped_logs, 1000);
  EXPECT_GT(sum.refused, 100);
  EXPECT_GT(sum.taken_links, 200);
}

}  // namespace
}  // namespace spanloom::testing
