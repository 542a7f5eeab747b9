#include "encode/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace spanloom {
namespace {

class JsonWriterTest : public ::testing::Test {
 protected:
  std::string Text() { return std::string(out.view()); }

  Bytes out;
  JsonWriter json{out};
};

TEST_F(JsonWriterTest, CommasStandBetweenValues) {
  json.Open('{');
  json.Key("a");
  json.Open('[');
  json.Unsigned(1);
  json.Bool(true);
  json.Null();
  json.Open('{');
  json.Close('}');
  json.String("x");
  json.Close(']');
  json.Key("b");
  json.Raw("1,2");
  json.Raw("");
  json.Close('}');
  EXPECT_EQ(Text(), R"({"a":[1,true,null,{},"x"],"b":1,2})");
}

TEST_F(JsonWriterTest, StringsAreEscapedWhereTheyMust) {
  json.String("plain caf\xC3\xA9 \xF0\x9F\x99\x82 /");
  json.String(std::string_view("\"\\\n\r\t\0\x1F|", 8));
  EXPECT_EQ(Text(), "\"plain caf\xC3\xA9 \xF0\x9F\x99\x82 /\",\"\\\"\\\\\\n\\r\\t\\u0000\\u001f|\"");
}

TEST_F(JsonWriterTest, Integers) {
  json.Signed(std::numeric_limits<std::int64_t>::min());
  json.Signed(-1, true);
  json.Unsigned(std::numeric_limits<std::uint64_t>::max(), true);
  EXPECT_EQ(Text(), R"(-9223372036854775808,"-1","18446744073709551615")");
}

TEST_F(JsonWriterTest, DoublesThatJsonHasNoNumberFor) {
  json.Double(std::numeric_limits<double>::quiet_NaN());
  json.Double(std::numeric_limits<double>::infinity());
  json.Double(-std::numeric_limits<double>::infinity());
  json.Double(0.5);
  EXPECT_EQ(Text(), R"("NaN","Infinity","-Infinity",0.5)");
}

TEST_F(JsonWriterTest, Bytes) {
  for (const std::string_view bytes : {"", "f", "fo", "foo", "foob", "\xFF\xFE\xFD"}) json.Base64(bytes);
  json.Hex("\x01\xAB");
  EXPECT_EQ(Text(), R"("","Zg==","Zm8=","Zm9v","Zm9vYg==","//79","01ab")");
}

}  // namespace
}  // namespace spanloom
