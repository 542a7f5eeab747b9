#include <gtest/gtest.h>

#include <limits>

#include "support/log_builder.h"

namespace spanloom::testing {
namespace {

std::string Json(LogBuilder& log, bool tree_links = true) {
  Session session{SessionOptions{}};
  EXPECT_EQ(log.DrainInto(session), Status::kOk);
  session.Cut(100, 1U << 20);
  EXPECT_EQ(session.Encode(Format::kOtlpJson, tree_links), Status::kOk);
  return std::string(session.result());
}

TEST(OtlpJson, TheSmallestSpan) {
  LogBuilder log;
  log.Template(0, "f", 1).Trace(1).Start(1, 1).End(1);
  EXPECT_EQ(Json(log),
            R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{)"
            R"("traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000001","name":"f","kind":1,)"
            R"("startTimeUnixNano":"1000000","endTimeUnixNano":"2000000","flags":257}]}]}]})");
}

TEST(OtlpJson, EveryField) {
  LogBuilder log;
  log.Resource("lib", "1", {{"r", Int(-1)}});
  log.Template(0, "f", 3, {{"t", Bool(false)}}).Trace(1).Start(7, 1).Start(1, 1, 7);
  log.Content(1, Side::kOutput, MediaType::kText, "a \"b\"")
      .Attribute(1, "d", Double(0.1))
      .Event(1, "e", 2, {{"k", Empty()}});
  log.Link(1, 1, 7).Attribute(1, "a", List({Empty(), Text(""), List({}), Record({})}));
  log.Attribute(1, "m", Record({{"x", RawBytes("foo")}, {"n", Double(std::numeric_limits<double>::quiet_NaN())}}));
  log.End(1, StatusCode::kError, 2000, false, "no");
  EXPECT_EQ(
      Json(log),
      R"({"resourceSpans":[{"resource":{"attributes":[{"key":"r","value":{"intValue":"-1"}}]},)"
      R"("scopeSpans":[{"scope":{"name":"lib","version":"1"},"spans":[{)"
      R"("traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000001","parentSpanId":"0000000000000007",)"
      R"("name":"f","kind":3,"startTimeUnixNano":"1000000","endTimeUnixNano":"2000000","attributes":[)"
      R"({"key":"t","value":{"boolValue":false}},{"key":"output.value","value":{"stringValue":"a \"b\""}},)"
      R"({"key":"output.mime_type","value":{"stringValue":"text/plain"}},{"key":"d","value":{"doubleValue":0.1}},)"
      R"({"key":"a","value":{"arrayValue":{"values":[{},{"stringValue":""},{"arrayValue":{"values":[]}},)"
      R"({"kvlistValue":{"values":[]}}]}}},{"key":"m","value":{"kvlistValue":{"values":[)"
      R"({"key":"x","value":{"bytesValue":"Zm9v"}},{"key":"n","value":{"doubleValue":"NaN"}}]}}}],)"
      R"("events":[{"timeUnixNano":"2000","name":"e","attributes":[{"key":"k","value":{}}]}],)"
      R"("links":[{"traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000007"}],)"
      R"("status":{"message":"no","code":2},"flags":257}]}]}]})");
}

TEST(OtlpJson, SpansAndLinksAreLists) {
  LogBuilder log;
  log.Template(0, "f").Trace(1).Start(1, 1).Start(2, 1, 1).Start(3, 1, 1);
  log.Value(1, Side::kInput, Shape::kArgument, 0, {9, {}})
      .Value(2, Side::kInput, Shape::kArgument, 1, {9, {}})
      .End(2)
      .End(3);
  const std::string json = Json(log);
  EXPECT_NE(
      json.find(
          R"("endTimeUnixNano":"2000000","links":[{"traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000001",)"
          R"("attributes":[{"key":"from","value":{"stringValue":"input"}},{"key":"to","value":{"stringValue":"input"}},)"
          R"({"key":"spanloom.via","value":{"stringValue":"identity"}},)"
          R"({"key":"spanloom.from.path","value":{"stringValue":"$[0]"}},)"
          R"({"key":"spanloom.to.path","value":{"stringValue":"$[1]"}}],"flags":257}],"flags":257},{"traceId")"),
      std::string::npos)
      << json;
  LogBuilder again;
  again.Template(0, "f").Trace(1).Start(1, 1).Start(2, 1, 1);
  again.Value(1, Side::kInput, Shape::kArgument, 0, {9, {}})
      .Value(2, Side::kInput, Shape::kArgument, 1, {9, {}})
      .End(2);
  EXPECT_EQ(Json(again, false).find("\"links\""), std::string::npos);
}

}  // namespace
}  // namespace spanloom::testing
