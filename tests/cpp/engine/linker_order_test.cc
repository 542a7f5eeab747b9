#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "engine/recording.h"

// Random programs, in one request and in pieces.
namespace spanloom::testing {
namespace {

using Strings = std::vector<std::string>;

// Steps that read what earlier steps of their trace wrote. No two times are equal.
std::vector<Recorded> RandomSpans(std::mt19937& random) {
  std::vector<Recorded> spans;
  const std::uint32_t traces = 1 + random() % 4;
  std::vector<std::uint32_t> counts(traces);
  for (std::uint32_t i = 0, count = 5 + random() % 30; i < count; ++i) {
    const std::uint32_t trace = random() % traces;
    const std::uint32_t id = ++counts[trace];
    Recorded span{trace + 1, id, id == 1 ? 0U : 1U, 10 * i + 1, 10 * i + 6, "", ""};
    if (id == 1) span.end = 10'000;
    if (id > 2 && random() % 4 > 0) span.input = "Read: " + Text(trace * 100 + 2 + random() % (id - 2)) + " now";
    if (id > 1 && random() % 4 > 0) span.output = Text(trace * 100 + id);
    spans.push_back(span);
  }
  return spans;
}

std::map<std::string, Strings> LinksById(const std::vector<Taken>& spans) {
  std::map<std::string, Strings> links;
  for (const Taken& span : spans) {
    Strings sorted = span.links;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_TRUE(links.emplace(span.trace + '.' + span.id, sorted).second);
  }
  return links;
}

TEST(LinkerOrder, PiecesGiveTheSameBytesAndAnyOrderTheSameLinks) {
  std::mt19937 random(20261);
  std::size_t links = 0;
  for (int run = 0; run < 300; ++run) {
    std::vector<Recorded> spans = RandomSpans(random);
    for (const Encoding encoding : {Encoding::kProtobuf, Encoding::kJson}) {
      Linker at_once({});
      Add(at_once, Request(encoding, spans), encoding);
      const std::string expected = TakeAll(at_once, encoding);
      const auto expected_links = LinksById(Decode(expected, encoding));
      links += static_cast<std::size_t>(at_once.Stats().taken_links);

      Linker pieces({});
      for (std::size_t from = 0; from < spans.size();) {
        const std::size_t to = std::min(spans.size(), from + 1 + random() % 5);
        Add(pieces,
            Request(encoding, {spans.begin() + static_cast<std::ptrdiff_t>(from),
                               spans.begin() + static_cast<std::ptrdiff_t>(to)}),
            encoding);
        from = to;
        if (random() % 3 == 0) pieces.Work(random() % 20, 0, random() % 2 == 0);
        if (random() % 5 == 0) pieces.Links(TraceHex(1));
        if (random() % 5 == 0) pieces.Explain(TraceHex(1), SpanHex(2), random() % 2 == 0);
      }
      EXPECT_EQ(TakeAll(pieces, encoding), expected) << run;

      std::vector<Recorded> shuffled = spans;
      std::shuffle(shuffled.begin(), shuffled.end(), random);
      Linker any_order({});
      for (const Recorded& span : shuffled) {
        const Encoding one = random() % 2 == 0 ? Encoding::kProtobuf : Encoding::kJson;
        Add(any_order, Request(one, {span}), one);
        if (random() % 4 == 0) any_order.Work(random() % 20, 0, true);
      }
      EXPECT_EQ(LinksById(Decode(TakeAll(any_order, encoding), encoding)), expected_links) << run;
    }
  }
  EXPECT_GT(links, 3000U);
}

}  // namespace
}  // namespace spanloom::testing
