#include <gtest/gtest.h>

#include "support/log_builder.h"

// The expected bytes are written by hand, after the field tables of opentelemetry-proto.
namespace spanloom::testing {
namespace {

std::string Encoded(Session& session, Format format = Format::kOtlpProtobuf, bool tree_links = true) {
  session.Cut(100, 1U << 20);
  EXPECT_EQ(session.Encode(format, tree_links), Status::kOk);
  return std::string(session.result());
}

std::string Hex(std::string_view bytes) {
  std::string text;
  char digits[4];
  for (const char byte : bytes) {
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
    text += digits;
  }
  return text;
}

const char* const kIds =
    "0a10"
    "0a0b0c0d000000000000000000000001"  // 1: trace_id
    "1208"
    "0000000000000001";  // 2: span_id
const char* const kTimes =
    "39"
    "40420f0000000000"  // 7: start, 1 ms
    "41"
    "80841e0000000000";  // 8: end, 2 ms
const char* const kFlags =
    "8501"
    "01010000";  // 16: flags: sampled; whether the parent is remote is known

TEST(OtlpProtobuf, TheSmallestSpan) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Template(0, "f").Trace(1).Start(1, 1).End(1).DrainInto(session);
  EXPECT_EQ(Hex(Encoded(session)), std::string("0a41"     // 1: ResourceSpans
                                               "0a00"     //   1: Resource
                                               "123d"     //   2: ScopeSpans
                                               "0a00"     //     1: scope
                                               "1239") +  //     2: Span
                                       kIds +
                                       "2a0166"  // 5: name
                                       "3001" +  // 6: kind
                                       kTimes +
                                       kFlags);
}

TEST(OtlpProtobuf, EveryFieldInOrderOfNumber) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Resource("lib", "1", {{"r", Int(-1)}});
  log.Template(0, "f", 3, {{"t", Bool(false)}}).Trace(1).Start(7, 1).Start(1, 1, 7);
  log.Content(1, Side::kInput, MediaType::kText, "replaced")
      .Attribute(1, "d", Double(1))
      .Event(1, "e", 2, {{"k", Empty()}});
  log.Content(1, Side::kInput, MediaType::kJson, "{}").Link(1, 1, 7, {{"l", RawBytes(std::string("\0\xFF", 2))}});
  log.Attribute(1, "a", List({Empty(), Text(""), List({})})).Attribute(1, "m", Record({{"x", Text("y")}}));
  log.Name(1, "n").End(1, StatusCode::kError, 2000, false, "no").DrainInto(session);
  const std::string hex = Hex(Encoded(session));
  const auto has = [&hex](const std::string& part) { return hex.find(part) != std::string::npos; };
  EXPECT_EQ(hex.find(std::string("0a12"
                                 "0a10"
                                 "0a0172"
                                 "120b"
                                 "18ffffffffffffffffff01")),
            6U)
      << hex;  // resource
  EXPECT_TRUE(
      has("0a08"
          "0a036c6962"
          "120131"))
      << hex;  // scope
  std::size_t at = 0;
  for (const std::string& field : {
           std::string(kIds),
           std::string("2208"
                       "0000000000000007"),
           std::string("2a016e"),
           std::string("3003"),
           std::string(kTimes),
           std::string("4a07"
                       "0a0174"
                       "1202"
                       "1000"),  // template: t
           std::string("4a13"
                       "0a0b"
                       "696e7075742e76616c7565"
                       "1204"
                       "0a02"
                       "7b7d"),  // input.value
           std::string("4a25"
                       "0a0f"
                       "696e7075742e6d696d655f74797065"
                       "1212"
                       "0a10"),  // its type
           std::string("4a0e"
                       "0a0164"
                       "1209"
                       "21000000000000f03f"),  // d: 1.0
           std::string("4a11"
                       "0a0161"
                       "120c"
                       "2a0a"
                       "0a00"
                       "0a02"
                       "0a00"
                       "0a02"
                       "2a00"),  // a: lists
           std::string("4a11"
                       "0a016d"
                       "120c"
                       "320a"
                       "0a08"
                       "0a0178"
                       "1203"
                       "0a0179"),  // m: a record
           std::string("5a13"
                       "09d007000000000000"
                       "120165"
                       "1a05"
                       "0a016b"
                       "1200"),  // event
           std::string("6a27"
                       "0a10"
                       "0a0b0c0d000000000000000000000001"
                       "1208"
                       "0000000000000007"
                       "2209"
                       "0a016c"
                       "1204"
                       "3a0200ff"),
           std::string("7a06"
                       "12026e6f"
                       "1802"),  // status
           std::string(kFlags),
       }) {
    const std::size_t found = hex.find(field, at);
    ASSERT_NE(found, std::string::npos) << field << " not after " << at << " in " << hex;
    at = found + field.size();
  }
  EXPECT_EQ(at, hex.size());
}

TEST(OtlpProtobuf, LinksThatWereFound) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Template(0, "f").Trace(1).Start(1, 1).Start(2, 1, 1);
  log.Value(1, Side::kInput, Shape::kArgument, 0, {9, {}}).Value(2, Side::kInput, Shape::kArgument, 1, {9, {}}).End(2);
  log.DrainInto(session);
  const std::string hex = Hex(Encoded(session));
  EXPECT_NE(hex.find("220f0a0466726f6d12070a05696e707574220d0a02746f12070a05696e707574"), std::string::npos) << hex;
  EXPECT_NE(hex.find("221a"
                     "0a0c7370616e6c6f6f6d2e766961"
                     "120a"
                     "0a08"
                     "6964656e74697479"),
            std::string::npos)
      << hex;
  session.Encode(Format::kOtlpProtobuf, false);
  EXPECT_EQ(Hex(session.result()).find("220f0a0466726f6d"), std::string::npos);
}

TEST(OtlpProtobuf, IllFormedTextIsRepairedEverywhere) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Template(0, "t\xFF", 1, {{"k\xFF", Text("\xFF")}}).Trace(1).Start(1, 1);
  log.Content(1, Side::kOutput, MediaType::kText, "c\xFF")
      .Event(1, "e\xFF", 1)
      .End(1, StatusCode::kError, 2000, false, "m\xFF");
  log.DrainInto(session);
  const std::string bytes = Encoded(session);
  EXPECT_EQ(bytes.find('\xFF'), std::string::npos);
  for (const char* text : {"t", "k", "c", "e", "m"})
    EXPECT_NE(bytes.find(std::string(text) + "\xEF\xBF\xBD"), std::string::npos) << text;
}

TEST(OtlpProtobuf, AnEndBeforeTheStartIsTheStart) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Template(0, "f").Trace(1).Start(1, 1, 0, 0, 3000).End(1).DrainInto(session);
  EXPECT_NE(Hex(Encoded(session)).find("39c0c62d000000000041c0c62d0000000000"), std::string::npos);
}

}  // namespace
}  // namespace spanloom::testing
