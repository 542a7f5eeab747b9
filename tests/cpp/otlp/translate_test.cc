#include "otlp/translate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <random>
#include <string>

#include "otlp/json_numbers.h"
#include "otlp/random_request.h"

namespace spanloom::testing {
namespace {

std::string ToProtobuf(std::string_view json, OtlpMessage message = OtlpMessage::kAnyValue) {
  Bytes out;
  OtlpToProtobuf(message, json, out);
  return std::string(out.view());
}

std::string ToJson(std::string_view protobuf, OtlpMessage message = OtlpMessage::kAnyValue) {
  Bytes out;
  OtlpToJson(message, protobuf, out);
  return std::string(out.view());
}

// What a member of a span becomes, and how it looks when it comes back.
std::string Span(std::string_view member) {
  return ToJson(ToProtobuf("{" + std::string(member) + "}", OtlpMessage::kSpan), OtlpMessage::kSpan);
}
std::string Log(std::string_view member) {
  return ToJson(ToProtobuf("{" + std::string(member) + "}", OtlpMessage::kLogRecord), OtlpMessage::kLogRecord);
}
std::string Value(std::string_view member) { return ToJson(ToProtobuf("{" + std::string(member) + "}")); }

TEST(Translate, IntegersComeAsNumbersOrStrings) {
  EXPECT_EQ(Value(R"("intValue":"-9223372036854775808")"), R"({"intValue":"-9223372036854775808"})");
  EXPECT_EQ(Value(R"("intValue":9223372036854775807)"), R"({"intValue":"9223372036854775807"})");
  EXPECT_EQ(Value(R"("intValue":9223372036854775808)"), "{}");
  EXPECT_EQ(Value(R"("intValue":1.5e3)"), R"({"intValue":"1500"})");
  EXPECT_EQ(Value(R"("intValue":"1500e-2")"), R"({"intValue":"15"})");
  EXPECT_EQ(Value(R"("intValue":-0.0)"), R"({"intValue":"0"})");
  EXPECT_EQ(Value(R"("intValue":1.5)"), "{}");
  EXPECT_EQ(Value(R"("intValue":"")"), "{}");
  EXPECT_EQ(Value(R"("intValue":"0x10")"), "{}");
  EXPECT_EQ(Value(R"("intValue":true)"), "{}");
  EXPECT_EQ(Span(R"("startTimeUnixNano":18446744073709551615)"), R"({"startTimeUnixNano":"18446744073709551615"})");
  EXPECT_EQ(Span(R"("startTimeUnixNano":"18446744073709551616","endTimeUnixNano":-1)"), "{}");
  EXPECT_EQ(Span(R"("droppedEventsCount":"4294967295","flags":4294967295)"),
            R"({"droppedEventsCount":4294967295,"flags":4294967295})");
  EXPECT_EQ(Span(R"("droppedEventsCount":4294967296,"flags":-1)"), "{}");
}

TEST(Translate, DoublesComeAsNumbersOrStrings) {
  EXPECT_EQ(Value(R"("doubleValue":0.1)"), R"({"doubleValue":0.1})");
  EXPECT_EQ(Value(R"("doubleValue":"2.5e-324")"), R"({"doubleValue":5e-324})");
  EXPECT_EQ(Value(R"("doubleValue":-0)"), R"({"doubleValue":-0})");
  EXPECT_EQ(Value(R"("doubleValue":"NaN")"), R"({"doubleValue":"NaN"})");
  EXPECT_EQ(Value(R"("doubleValue":"-Infinity")"), R"({"doubleValue":"-Infinity"})");
  EXPECT_EQ(Value(R"("doubleValue":1e999)"), "{}");
  EXPECT_EQ(Value(R"("doubleValue":"nan")"), "{}");
  EXPECT_EQ(Value(R"("doubleValue":" 1")"), "{}");
}

TEST(Translate, BytesComeInBothAlphabets) {
  EXPECT_EQ(Value(R"("bytesValue":"+/8=")"), R"({"bytesValue":"+/8="})");
  EXPECT_EQ(Value(R"("bytesValue":"-_8")"), R"({"bytesValue":"+/8="})");
  EXPECT_EQ(Value(R"("bytesValue":"AQ==")"), R"({"bytesValue":"AQ=="})");
  EXPECT_EQ(Value(R"("bytesValue":"AQ")"), R"({"bytesValue":"AQ=="})");
  EXPECT_EQ(Value(R"("bytesValue":"")"), R"({"bytesValue":""})");
  EXPECT_EQ(Value(R"("bytesValue":"A")"), "{}");
  EXPECT_EQ(Value(R"("bytesValue":"A===")"), "{}");
  EXPECT_EQ(Value(R"("bytesValue":"A Q=")"), "{}");
  EXPECT_EQ(Span(R"("traceId":"0aFf")"), R"({"traceId":"0aff"})");
  EXPECT_EQ(Span(R"("traceId":"0aF")"), "{}");
}

TEST(Translate, EnumsComeAsNumbersOrNames) {
  EXPECT_EQ(Span(R"("kind":3)"), R"({"kind":3})");
  EXPECT_EQ(Span(R"("kind":"SPAN_KIND_CONSUMER","status":{"code":"STATUS_CODE_ERROR"})"),
            R"({"kind":5,"status":{"code":2}})");
  EXPECT_EQ(Span(R"("kind":"3")"), R"({"kind":3})");
  EXPECT_EQ(Span(R"("kind":-1)"), R"({"kind":-1})");
  EXPECT_EQ(Span(R"("kind":"CLIENT")"), "{}");
  EXPECT_EQ(Log(R"("severityNumber":"SEVERITY_NUMBER_FATAL4")"), R"({"severityNumber":24})");
  EXPECT_EQ(Log(R"("severityNumber":"SEVERITY_NUMBER_INFO")"), R"({"severityNumber":9})");
}

TEST(Translate, TextBecomesValidUtf8) {
  EXPECT_EQ(ToProtobuf(R"({"stringValue":"\ud83c\udf31\u00e9\ud83c!\udf31"})"),
            Delimited(1, "\xF0\x9F\x8C\xB1\xC3\xA9\xEF\xBF\xBD!\xEF\xBF\xBD"));
  EXPECT_EQ(ToProtobuf("{\"stringValue\":\"a\xFFz\"}"), Delimited(1, "a\xEF\xBF\xBDz"));
  EXPECT_EQ(ToProtobuf("{\"stringValue\":\"\\n\xFFz\"}"), Delimited(1, "\n\xEF\xBF\xBDz"));
  EXPECT_EQ(ToJson(Delimited(1, "a\xFF\x80\"z")), "{\"stringValue\":\"a\xEF\xBF\xBD\\\"z\"}");
  const std::string text(5000, 'x');
  EXPECT_EQ(ToProtobuf(R"({"stringValue":"\t)" + text + "\"}"), Delimited(1, "\t" + text));
}

TEST(Translate, WhatIsUnknownOrOfTheWrongTypeIsLeftOut) {
  EXPECT_EQ(
      Span(R"("name":5,"kind":null,"attributes":{},"status":[],"unknown":{"a":[1]},"trace_id":"00","events":[1,{}])"),
      R"({"events":[{}]})");
  EXPECT_EQ(Value(R"("arrayValue":{"values":[null,{},5,{"boolValue":false}]})"),
            R"({"arrayValue":{"values":[{},{},{"boolValue":false}]}})");
  EXPECT_EQ(Value(R"("kvlistValue":{"values":[null,{}]})"), R"({"kvlistValue":{"values":[{}]}})");
  EXPECT_EQ(Value(R"("boolValue":"true")"), "{}");
  // A known number with another type.
  EXPECT_EQ(ToJson(Tag(1, 0) + "\x05" + Tag(2, 0) + "\x01"), R"({"boolValue":true})");
}

TEST(Translate, EmptyValuesStay) {
  for (const char* value :
       {R"({"stringValue":""})", R"({"boolValue":false})", R"({"intValue":"0"})", R"({"doubleValue":0})",
        R"({"arrayValue":{"values":[]}})", R"({"kvlistValue":{"values":[]}})", R"({"bytesValue":""})", "{}"}) {
    EXPECT_EQ(ToJson(ToProtobuf(value)), value);
  }
}

TEST(Translate, FieldsThatLieApartAreGathered) {
  const std::string first = Delimited(9, Delimited(1, "a"));
  const std::string second = Delimited(9, Delimited(1, "b"));
  EXPECT_EQ(ToJson(first + Delimited(5, "x") + Tag(100, 0) + "\x01" + second + Delimited(5, "y"), OtlpMessage::kSpan),
            R"({"name":"y","attributes":[{"key":"a"},{"key":"b"}]})");
  EXPECT_EQ(ToJson(Delimited(15, Delimited(2, "m")) + Delimited(15, Tag(3, 0) + "\x02"), OtlpMessage::kSpan),
            R"({"status":{"message":"m","code":2}})");
  const auto list = [](const std::string& text) { return Delimited(5, Delimited(1, Delimited(1, text))); };
  EXPECT_EQ(ToJson(list("a") + list("b")), R"({"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}})");
  EXPECT_EQ(ToJson(list("a") + Delimited(1, "x") + list("b")), R"({"arrayValue":{"values":[{"stringValue":"b"}]}})");
  EXPECT_EQ(ToJson(Delimited(1, "x") + Delimited(1, "y")), R"({"stringValue":"y"})");
  EXPECT_EQ(ToJson(Delimited(1, "x") + Delimited(5, "")), R"({"arrayValue":{"values":[]}})");
}

TEST(Translate, BoolsMayBeAnyNumber) {
  EXPECT_EQ(ToJson(Tag(2, 0) + std::string("\x80\x00", 2)), R"({"boolValue":false})");
  EXPECT_EQ(ToJson(Tag(2, 0) + "\x80\x01"), R"({"boolValue":true})");
}

// Writes the digits of a number with the point and the exponent anywhere.
std::string Spelled(const std::string& digits, std::mt19937& random) {
  const std::size_t zeros = random() % 4;
  const std::string padded = digits + std::string(zeros, '0');
  const std::size_t point = 1 + random() % padded.size();
  const int exponent = static_cast<int>(padded.size() - point) - static_cast<int>(zeros);
  const std::string fraction = point < padded.size() ? "." + padded.substr(point) : "";
  return padded.substr(0, point) + fraction + (exponent >= 0 && random() % 2 == 0 ? "E+" : "e") +
         std::to_string(exponent);
}

TEST(JsonNumbers, IntegersInAnyForm) {
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t value = ((std::uint64_t{random()} << 32 | random()) >> random() % 63) + 1;
    const std::string text = Spelled(std::to_string(value), random);
    ASSERT_EQ(ParseUint64(text), value) << text;
    const auto bits = static_cast<std::int64_t>(value);
    const bool fits = bits >= 0;
    ASSERT_EQ(ParseInt64(text), fits ? std::optional(bits) : std::nullopt) << text;
    ASSERT_EQ(ParseInt64("-" + text), fits ? std::optional(-bits) : std::nullopt) << text;
  }
  EXPECT_EQ(ParseUint64("0e99999999999999999999"), 0U);
  EXPECT_EQ(ParseUint64("1e99999999999999999999"), std::nullopt);
  EXPECT_EQ(ParseUint64("1e-99999999999999999999"), std::nullopt);
  EXPECT_EQ(ParseInt64("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(ParseInt64("-9223372036854775809"), std::nullopt);
  EXPECT_EQ(ParseUint64("-0"), 0U);
}

TEST(JsonNumbers, DoublesAreNearest) {
  std::mt19937 random(2);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = std::uint64_t{random()} << 32 | random();
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    const std::optional<double> parsed = ParseDouble(text);
    ASSERT_TRUE(parsed.has_value()) << text;
    ASSERT_EQ(std::memcmp(&*parsed, &value, sizeof value), 0) << text;
  }
}

}  // namespace
}  // namespace spanloom::testing
