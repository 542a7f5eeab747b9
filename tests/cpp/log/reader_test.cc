#include "log/reader.h"

#include <gtest/gtest.h>

#include "log/layout.h"
#include "support/log_builder.h"
#include "support/otlp_decoder.h"

namespace spanloom::testing {
namespace {

constexpr std::uint32_t kHuge = 0xFFFFFFFF;

std::uint32_t Head(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
  return static_cast<std::uint32_t>(op) | a << 8 | b << 16;
}

// A session in which span 1 of trace 1 is open.
class ReaderTest : public ::testing::Test {
 protected:
  ReaderTest() {
    log.Template(0, "t").Trace(1).Start(1, 1).Intern(0, "interned");
    EXPECT_EQ(log.DrainInto(session), Status::kOk);
  }

  Status Read(const std::vector<std::uint32_t>& words) { return log.Words(words).DrainInto(session); }

  std::uint64_t OpenSpans() const { return session.spans().open(); }

  Session session{SessionOptions{}};
  LogBuilder log;
};

TEST_F(ReaderTest, UnknownOperations) {
  EXPECT_EQ(Read({0}), Status::kBadRecord);
  EXPECT_EQ(Read({19}), Status::kBadRecord);
  EXPECT_EQ(Read({255, 0, 0, 0, 0, 0}), Status::kBadRecord);
  EXPECT_EQ(Read({Head(Op::kItem), 0, 0, 0, 0}), Status::kBadRecord);
}

TEST_F(ReaderTest, RecordsLongerThanTheLog) {
  for (std::uint32_t op = 1; op < kLayouts.size(); ++op) {
    for (std::uint32_t words = 1; words < kLayouts[op].words; ++words) {
      std::vector<std::uint32_t> record(words, 0);
      record[0] = op;
      EXPECT_EQ(Read(record), Status::kBadRecord) << "op " << op << ", " << words << " words";
    }
  }
}

TEST_F(ReaderTest, CountsThatWouldOverflow) {
  for (const std::uint32_t count : {1U, 0x10000000U, 0x20000000U, 0x40000000U, kHuge}) {
    EXPECT_EQ(Read({Head(Op::kValue), 1, 0, count}), Status::kBadRecord) << count;
    EXPECT_EQ(Read({Head(Op::kTemplate), 1, 0, count}), Status::kBadRecord) << count;
    EXPECT_EQ(Read({Head(Op::kAttr, 5), 1, 0, count, 0}), Status::kBadRecord) << count;
  }
}

TEST_F(ReaderTest, ReferencesToStringsThatAreNotThere) {
  EXPECT_EQ(Read({Head(Op::kName), 1, 1}), Status::kBadString);
  EXPECT_EQ(Read({Head(Op::kName), 1, kInterned | 1}), Status::kBadString);
  EXPECT_EQ(Read({Head(Op::kName), 1, kInterned | 0}), Status::kOk);
  EXPECT_EQ(Read({Head(Op::kAttr, 1), 1, kInterned, 7, 0}), Status::kBadString);
  EXPECT_EQ(Read({Head(Op::kAttr, 7), 1, kInterned, 7, 0}), Status::kBadString);
  EXPECT_EQ(Read({Head(Op::kAttr, 3), 1, kInterned, 7, 0}), Status::kOk);
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 2, 1, 0, kHuge, kHuge, 2, 0, 0, 5}), Status::kBadString);
}

TEST_F(ReaderTest, IdsOutOfOrder) {
  const std::uint32_t text = log.Ref("x");
  EXPECT_EQ(Read({Head(Op::kIntern), 2, text}), Status::kBadId);
  EXPECT_EQ(Read({Head(Op::kIntern), 1, kInterned | 0}), Status::kBadString);
  EXPECT_EQ(Read({Head(Op::kTemplate), 2, 0, 0}), Status::kBadId);
  EXPECT_EQ(log.Start(2, 1, 0, 0, 1, 9).DrainInto(session), Status::kBadId);
  EXPECT_EQ(log.Retemplate(1, 9).DrainInto(session), Status::kBadId);
}

// A writer whose drain was refused repeats all definitions.
TEST_F(ReaderTest, WhatIsKnownMayBeSaidAgain) {
  log.Template(0, "other").Intern(0, "interned").Template(1, "next").Start(2, 1, 0, 0, 1, 1).Start(3, 1).End(2).End(3);
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  EXPECT_EQ(log.Intern(0, "another").DrainInto(session), Status::kBadId);
  session.Cut(9, 1 << 20);
  session.Encode(Format::kOtlpProtobuf, true);
  const std::vector<DecodedSpan> spans = DecodeSpans(session.result());
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].name, "next");
  EXPECT_EQ(spans[1].name, "t");
}

TEST_F(ReaderTest, FieldsOutOfRange) {
  EXPECT_EQ(Read({Head(Op::kAttr, 8), 1, 0, 0, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kStart, 64), 2, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kValue, 2), 1, 0, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kValue, 0, 4), 1, 0, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kTemplate, 1, 7), 1, 0, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kContent, 2), 1, 0, kHuge}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kContent, 0, 8), 1, 0, kHuge}), Status::kBadField);
  for (const std::uint32_t root : {kIndexMask + 1, kInterned, kContentArguments - 1}) {
    EXPECT_EQ(Read({Head(Op::kContent), 1, 0, root}), Status::kBadField) << root;
  }
  for (const std::uint32_t root : {0U, kIndexMask, kContentArguments, kHuge}) {
    EXPECT_EQ(Read({Head(Op::kContent), 1, 0, root}), Status::kOk) << root;
  }
  EXPECT_EQ(Read({Head(Op::kMessage, 0, 2), 1, 0}), Status::kBadField);
  EXPECT_EQ(Read({Head(Op::kEnd, 3), 1, 0, 0, 0}), Status::kBadField);
  EXPECT_EQ(log.Start(0, 1).DrainInto(session), Status::kBadField);
}

TEST_F(ReaderTest, LocalContentStaysHere) {
  log.Linked(1, Side::kInput, kContentLocal, kNone, "stays").Linked(1, Side::kOutput, 0, kNone, "leaves").End(1);
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  EXPECT_EQ(session.Cut(1, 1 << 20), 1U);
  EXPECT_EQ(session.Encode(Format::kOtlpJson, true), Status::kOk);
  EXPECT_NE(session.result().find("leaves"), std::string_view::npos);
  EXPECT_EQ(session.result().find("stays"), std::string_view::npos);
}

TEST_F(ReaderTest, TimesThatAreNone) {
  for (const double micros : {-1.0, 1e300, 18446744073709552.0, -std::numeric_limits<double>::infinity(),
                              std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(log.Start(2, 1, 0, 0, micros).DrainInto(session), Status::kBadField) << micros;
    EXPECT_EQ(log.Event(1, "e", micros).DrainInto(session), Status::kBadField) << micros;
    EXPECT_EQ(log.End(1, StatusCode::kOk, micros).DrainInto(session), Status::kBadField) << micros;
  }
  EXPECT_EQ(OpenSpans(), 1U);
}

TEST_F(ReaderTest, NodesOutOfOrder) {
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 1, 1, 0, 0, kHuge}), Status::kBadField);  // no root
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 2, 1, 0, kHuge, kHuge, 2, 0, 1, kHuge}),
            Status::kBadField);  // its own parent
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 2, 1, 0, kHuge, kHuge, 2, 0, kHuge, kHuge}), Status::kBadField);  // two roots
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 1, 1, 1 << 21, kHuge, kHuge}), Status::kBadField);                // object id
  EXPECT_EQ(Read({Head(Op::kValue), 1, 0, 0}), Status::kOk);
}

TEST_F(ReaderTest, ListsNestedTooDeeply) {
  Any nested = Int(1);
  for (int i = 0; i < 16; ++i) nested = List({nested});
  EXPECT_EQ(log.Attribute(1, "a", nested).DrainInto(session), Status::kOk);
  EXPECT_EQ(log.Attribute(1, "a", List({nested})).DrainInto(session), Status::kTooDeep);
}

TEST_F(ReaderTest, BlocksThatAreNoBlock) {
  session.Reserve(8);
  EXPECT_EQ(session.Drain(3, 0, 0, 0), Status::kBadBlock);
  session.Reserve(8);
  EXPECT_EQ(session.Drain(kHuge, kHuge, kHuge, 0), Status::kBadBlock);
  EXPECT_EQ(session.Drain(1, 0, 0, 0), Status::kBadBlock);  // a block is read once
  std::uint32_t ends[] = {2, 1};
  std::memcpy(session.Reserve(10), ends, sizeof ends);
  EXPECT_EQ(session.Drain(0, 2, 2, 0), Status::kBadBlock);
  ends[1] = 3;
  std::memcpy(session.Reserve(10), ends, sizeof ends);
  EXPECT_EQ(session.Drain(0, 2, 2, 0), Status::kBadBlock);
  EXPECT_EQ(session.Drain(0, 0, 0, 0), Status::kOk);
  // Empty, too large, and larger than size_t or malloc() allows.
  EXPECT_NE(Session(SessionOptions{}).Reserve(0), nullptr);
  EXPECT_NE(session.Reserve(0), nullptr);
  for (const std::size_t bytes : {std::size_t{1} << 30, std::size_t{kHuge}, ~std::size_t{0}}) {
    EXPECT_EQ(session.Reserve(bytes), nullptr) << bytes;
    EXPECT_EQ(session.Drain(1, 0, 0, 0), Status::kBadBlock);
  }
  EXPECT_EQ(log.Start(2, 1).DrainInto(session), Status::kOk);
}

TEST_F(ReaderTest, EverythingBeforeABadRecordIsApplied) {
  log.Start(2, 1).Words({0}).Start(3, 1);
  EXPECT_EQ(log.DrainInto(session), Status::kBadRecord);
  EXPECT_EQ(OpenSpans(), 2U);
}

// A refused drain affects neither earlier spans nor the records before the invalid one.
TEST_F(ReaderTest, ARefusedDrainLeavesTheSessionUsable) {
  log.Intern(1, "second");
  log.Start(2, 1, 1).Value(2, Side::kOutput, Shape::kWhole, 0, {9, {{"m", {8, {}}}}}).Attribute(2, "kept", Int(1));
  log.Words({Head(Op::kAttr, 5), 2, 0, 3, 0, Head(Op::kItem, 3), 0, 0, 1, 0});
  log.Attribute(2, "lost", Int(1)).Template(1, "lost").End(2);
  EXPECT_EQ(log.DrainInto(session), Status::kBadRecord);
  log.Template(0, "t").Template(1, "again").Intern(1, "second").Start(3, 1, 1, 0, 1000, 1);
  log.Value(3, Side::kInput, Shape::kArgument, 0, {8, {}}).Name(2, "two").End(2).End(1).End(3);
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  session.Cut(9, 1 << 20);
  session.Encode(Format::kOtlpProtobuf, true);
  const std::vector<DecodedSpan> spans = DecodeSpans(session.result());
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].name, "two");
  EXPECT_EQ(spans[0].attributes.size(), 1U);
  EXPECT_EQ(spans[2].name, "again");
  ASSERT_EQ(spans[2].links.size(), 1U);
  EXPECT_EQ(spans[2].links[0].attributes.at("spanloom.from.path"), "$.m");
}

// As after a failure of the session in which they started: the trace is new and the parent unknown.
TEST_F(ReaderTest, OpenSpansAreTakenOver) {
  Session fresh{SessionOptions{}};
  log.Template(0, "t")
      .Trace(7)
      .Start(100, 7, 99)
      .Start(105, 7, 100)
      .Value(105, Side::kOutput, Shape::kWhole, 0, {9, {}});
  log.End(105).Start(106, 7, 100).Value(106, Side::kInput, Shape::kArgument, 0, {9, {}}).End(106).End(100);
  EXPECT_EQ(log.DrainInto(fresh), Status::kOk);
  fresh.Cut(9, 1 << 20);
  fresh.Encode(Format::kOtlpProtobuf, true);
  const std::vector<DecodedSpan> spans = DecodeSpans(fresh.result());
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[1].links.size(), 1U);
  fresh.Encode(Format::kOtlpJson, true);
  EXPECT_NE(fresh.result().find(R"("parentSpanId":"0000000000000063")"), std::string_view::npos);
}

TEST_F(ReaderTest, UnknownSpansCostTheirRecordOnly) {
  log.Attribute(77, "a", Int(1)).Start(2, 9).Start(1, 1).Start(3, 1);
  EXPECT_EQ(log.DrainInto(session), Status::kUnknownSpan);
  EXPECT_EQ(OpenSpans(), 2U);
  EXPECT_EQ(log.Start(1, 1).Attribute(88, "a", Int(1)).DrainInto(session), Status::kDuplicateSpan);
}

TEST_F(ReaderTest, RecordsForASpanThatEndedAreLate) {
  log.End(1).Attribute(1, "a", Int(1)).End(1).Name(1, "n");
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  session.Stats();
  EXPECT_NE(session.result().find("\"late\":3"), std::string_view::npos);
}

TEST_F(ReaderTest, SpanNumbersMayWrapAround) {
  log.Start(0xFFFFFFFE, 1).Start(5, 1).End(5).Name(5, "late").Name(0xFFFFFFFE, "open");
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  EXPECT_EQ(log.Name(6, "never started").DrainInto(session), Status::kUnknownSpan);
}

}  // namespace
}  // namespace spanloom::testing
