#include "session.h"

#include <gtest/gtest.h>

#include "support/log_builder.h"
#include "support/otlp_decoder.h"

namespace spanloom::testing {
namespace {

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() { log.Template(0, "f").Trace(1); }

  std::vector<DecodedSpan> Take(std::size_t max_spans, std::size_t max_bytes = 1U << 30) {
    session.Cut(max_spans, max_bytes);
    session.Encode(Format::kOtlpProtobuf, true);
    return DecodeSpans(session.result());
  }

  Session session{SessionOptions{}};
  LogBuilder log;
};

TEST_F(SessionTest, SpansComeInTheOrderOfTheirEnd) {
  log.Start(1, 1).Start(2, 1, 1).Start(3, 1, 1).End(3).End(1).End(2).DrainInto(session);
  EXPECT_EQ(session.spans().waiting(), 3U);
  const std::vector<DecodedSpan> first = Take(2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].span_id[7], 3);
  EXPECT_EQ(first[1].span_id[7], 1);
  EXPECT_EQ(Take(2).at(0).span_id[7], 2);
  EXPECT_EQ(session.Cut(2, 1000), 0U);
  EXPECT_EQ(session.spans().waiting_bytes(), 0U);
}

TEST_F(SessionTest, ABatchIsBoundedButNeverEmpty) {
  const std::string text(1000, 'x');
  for (std::uint32_t span = 1; span <= 5; ++span) {
    log.Start(span, 1).Content(span, Side::kInput, MediaType::kText, text).End(span);
  }
  log.DrainInto(session);
  EXPECT_GT(session.spans().waiting_bytes(), 5000U);
  EXPECT_EQ(session.Cut(10, 2500), 2U);
  EXPECT_EQ(session.Cut(10, 1), 1U);
  EXPECT_EQ(session.Cut(0, 1), 0U);
  EXPECT_EQ(session.Cut(10, 1U << 20), 2U);
}

TEST_F(SessionTest, TheEstimateIsNotFarOff) {
  for (std::uint32_t span = 1; span <= 100; ++span) {
    log.Start(span, 1).Content(span, Side::kInput, MediaType::kText, std::string(span * 20, 'x'));
    log.Attribute(span, "key", Text("value")).End(span);
  }
  log.DrainInto(session);
  const double estimate = static_cast<double>(session.spans().waiting_bytes());
  Take(100);
  EXPECT_LT(session.result().size(), estimate * 1.1);
  EXPECT_GT(session.result().size(), estimate * 0.8);
}

TEST_F(SessionTest, DroppedSpansNeverComeButTheirValuesDo) {
  log.Start(1, 1).Start(2, 1, 1).Value(2, Side::kOutput, Shape::kWhole, 0, {9, {}}).End(2, StatusCode::kOk, 2000, true);
  log.Start(3, 1, 1).Value(3, Side::kInput, Shape::kArgument, 0, {9, {}}).End(3).DrainInto(session);
  const std::vector<DecodedSpan> spans = Take(10);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].links.at(0).span_id[7], 2);
}

TEST_F(SessionTest, ABatchCanBeEncodedAgainAndAgain) {
  log.Start(1, 1).End(1).DrainInto(session);
  const std::size_t size = Take(1).size();
  session.Encode(Format::kOtlpJson, true);
  session.Encode(Format::kLinks, true);
  EXPECT_EQ(session.result(), "[[]]");
  session.Encode(Format::kOtlpProtobuf, true);
  EXPECT_EQ(DecodeSpans(session.result()).size(), size);
  EXPECT_EQ(session.Encode(static_cast<Format>(7), true), Status::kBadFormat);
  session.Release();
  session.Encode(Format::kLinks, true);
  EXPECT_EQ(session.result(), "[]");
}

TEST_F(SessionTest, ASpanTakesAnotherTemplateAndName) {
  log.Template(1, "other", 3, {{"own", Text("yes")}})
      .Start(1, 1)
      .Retemplate(1, 1)
      .Start(2, 1)
      .Retemplate(2, 1)
      .Name(2, "mine");
  log.End(1).End(2).DrainInto(session);
  const std::vector<DecodedSpan> spans = Take(2);
  EXPECT_EQ(spans.at(0).name, "other");
  EXPECT_EQ(spans.at(0).attributes.at("own"), "yes");
  EXPECT_EQ(spans.at(1).name, "mine");
}

TEST_F(SessionTest, WithoutLinksThereAreNone) {
  SessionOptions options;
  options.policy = Policy::kOff;
  Session off(options);
  log.Start(1, 1).Value(1, Side::kOutput, Shape::kWhole, 0, {9, {}}).End(1);
  log.Start(2, 1).Value(2, Side::kInput, Shape::kArgument, 0, {9, {}}).End(2).DrainInto(off);
  off.Cut(10, 1U << 20);
  off.Encode(Format::kLinks, true);
  EXPECT_EQ(off.result(), "[[],[]]");
}

TEST_F(SessionTest, CountersAsJson) {
  log.Start(1, 1).Value(1, Side::kOutput, Shape::kWhole, 0, {9, {{"m", {8, {}}}}}).End(1).Start(2, 1);
  log.Value(2, Side::kInput, Shape::kArgument, 0, {9, {}})
      .Start(3, 1)
      .Value(3, Side::kInput, Shape::kArgument, 0, {8, {}});
  log.End(2).End(3).Start(4, 1).DrainInto(session);
  session.Stats();
  const std::string stats(session.result());
  EXPECT_EQ(stats.substr(0, stats.find("\"tableBytes\"")),
            R"({"started":4,"ended":3,"open":1,"links":{"identity":1,"member":1,"structure":0,"text":0,"dropped":0},)"
            R"("evicted":0,"textBytes":0,"droppedTexts":0,"late":0,"refused":0,"badLineages":0,"traces":1,)");
}

TEST_F(SessionTest, MemoryStaysFlat) {
  std::size_t after_warm_up = 0;
  std::uint64_t object = 0;
  std::uint32_t span = 0;
  for (std::uint32_t round = 1; round <= 300; ++round) {
    log.Trace(round);
    for (int i = 0; i < 50; ++i) {
      ++span;
      log.Start(span, round).Value(span, Side::kOutput, Shape::kWhole, 0, {++object, {}}).End(span);
    }
    ASSERT_EQ(log.DrainInto(session, round * 1e6), Status::kOk);
    Take(100);
    session.Stats();
    const std::string_view stats = session.result();
    const std::size_t bytes = std::strtoull(stats.data() + stats.find("tableBytes") + 12, nullptr, 10);
    if (round == 20) after_warm_up = bytes;
    if (round > 20) ASSERT_LE(bytes, after_warm_up);
  }
}

}  // namespace
}  // namespace spanloom::testing
