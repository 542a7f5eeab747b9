#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>

#include "engine/recording.h"

// Memory over many traces, and after a large one.
namespace spanloom::testing {
namespace {

constexpr Encoding kProtobuf = Encoding::kProtobuf;

// What the program holds of the heap. A sanitizer has a heap of its own, which this does not see.
std::size_t Heap() {
#ifdef __EMSCRIPTEN__
  return static_cast<std::size_t>(mallinfo().uordblks);
#else
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
#endif
}

// Two spans with a link in between.
std::string SmallTrace(std::uint32_t trace, const std::string& text) {
  return Request(kProtobuf,
                 {{trace, 2, 1, 1, 2, "What?", text}, {trace, 3, 1, 3, 4, text, "Fine."}, {trace, 1, 0, 0, 9}});
}

TEST(LinkerMemory, IsFlatOverManyTraces) {
  constexpr std::uint32_t kTraces = 200'000;
  const std::string text = Text(1);
  LinkerOptions options;
  options.grace = 100;
  Linker linker(options);
  std::size_t after_warm_up = 0;
  std::size_t peak = 0;
  for (std::uint32_t trace = 1; trace <= kTraces; ++trace) {
    Add(linker, SmallTrace(trace, text), kProtobuf, trace);
    if (trace % 10 != 0) continue;
    linker.Take(kProtobuf, trace, false, {}, 1e9);
    if (trace == kTraces / 10) after_warm_up = Heap();
    if (trace > kTraces / 10) peak = std::max(peak, Heap());
  }
  EXPECT_LE(peak, after_warm_up + (std::size_t{64} << 10));
  TakeAll(linker);
  EXPECT_EQ(linker.Stats().taken_spans, 3.0 * kTraces);
  EXPECT_EQ(linker.Stats().taken_links, kTraces);
}

TEST(LinkerMemory, ShrinksAfterALargeTrace) {
  Linker linker({});
  for (std::uint32_t trace = 1; trace <= 100; ++trace) {
    Add(linker, SmallTrace(trace, Text(trace)));
    TakeAll(linker);
  }
  const std::size_t before = Heap();
  std::size_t large = 0;
  {
    std::vector<Recorded> spans;
    for (std::uint32_t id = 1; id <= 20'000; ++id) {
      spans.push_back({1000, id, id == 1 ? 0U : 1U, id, id + 1, Text(id - 1), Text(id)});
    }
    Add(linker, Request(kProtobuf, spans));
    linker.Explain(TraceHex(1000), SpanHex(2), false);
    large = Heap() - before;
    EXPECT_GT(linker.Take(kProtobuf, 0, true, {}, 1e9), 0U);
  }
  for (std::uint32_t trace = 2001; trace <= 2100; ++trace) {
    Add(linker, SmallTrace(trace, Text(trace)));
    TakeAll(linker);
  }
  const std::size_t after = Heap();
  EXPECT_LE(after, before + std::max<std::size_t>(large / 4, 8 << 20)) << before << ' ' << large << ' ' << after;
}

}  // namespace
}  // namespace spanloom::testing
