#include <gtest/gtest.h>

#include <string>

#include "otlp/rewrite.h"

namespace spanloom::testing {
namespace {

const std::string kIds = R"("traceId":"30313233343536373839616263646566","spanId":"3031323334353637")";
const std::string kLinks = std::string("\x6A\x0A\x12\x08", 4) + "abcdefgh";
const std::string kLinkJson = R"({"spanId":"6162636465666768"})";

std::string Rewritten(const std::string& request, const std::string& links = {}) {
  return Rewrite(request, Encoding::kJson, Encoding::kJson, links);
}

std::string InScope(const std::string& spans) {
  return R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + spans + "]}]}]}";
}

TEST(JsonRequest, ComesOutAsItCame) {
  const std::string requests[] = {
      "{}",
      R"({"resourceSpans":[]})",
      R"({"x":1,"resourceSpans":[],"y":[{}]})",
      R"({"resourceSpans":[{},{"scopeSpans":[]},{"resource":{},"scopeSpans":[{},{"spans":[]},{"scope":{}}],"z":0}]})",
      R"({"resourceSpans":null})",
      InScope("{" + kIds + "}"),
      InScope("{ " + kIds + R"(, "name" : "a\"[{\u00e9" , "unknown":[true,false,null,-1.5e+3,"",{}]},{)" + kIds + "}"),
      R"({"resourceSpans":[{"resource":{"attributes":[]},"schemaUrl":"a","scopeSpans":[{"spans":[],"schemaUrl":""}]}]})",
  };
  for (const std::string& request : requests) EXPECT_EQ(Rewritten(request), request);
}

TEST(JsonRequest, WhiteSpaceBetweenLevelsIsDropped) {
  EXPECT_EQ(Rewritten(" { \"a\" : 1 , \"resourceSpans\" : [ { \"scopeSpans\" : [ ] , \"b\" : 2 } , { } ] }\n"),
            R"({"a" : 1,"resourceSpans":[{"scopeSpans":[],"b" : 2},{}]})");
}

TEST(JsonRequest, FieldsBetweenChildrenGoBehindThem) {
  EXPECT_EQ(Rewritten(R"({"resourceSpans":[{"scopeSpans":[{}]}],"a":1, "b":2,"resourceSpans":[{}],"c":3})"),
            R"({"resourceSpans":[{"scopeSpans":[{}]},{}],"a":1, "b":2,"c":3})");
}

TEST(JsonRequest, LinksAreAppendedToSpans) {
  const auto linked = [](const std::string& members) { return Rewritten(InScope("{" + members + "}"), kLinks); };
  const auto is = [](const std::string& members) { return InScope("{" + members + "}"); };
  EXPECT_EQ(linked(kIds), is(kIds + R"(,"links":[)" + kLinkJson + "]"));
  EXPECT_EQ(linked(kIds + " "), is(kIds + R"(,"links":[)" + kLinkJson + "] "));
  EXPECT_EQ(linked(R"("links":[],)" + kIds), is(R"("links":[)" + kLinkJson + "]," + kIds));
  EXPECT_EQ(linked(R"("links": [ ],)" + kIds), is(R"("links": [)" + kLinkJson + " ]," + kIds));
  EXPECT_EQ(linked(R"("links": [{"a":[]} ] ,)" + kIds), is(R"("links": [{"a":[]},)" + kLinkJson + " ] ," + kIds));
  EXPECT_EQ(linked(R"("links": null,)" + kIds), is(R"("links": [)" + kLinkJson + "]," + kIds));
  EXPECT_EQ(linked(R"("links":[1],"l\u0069nks":[2],)" + kIds),
            is(R"("links":[1],"l\u0069nks":[2,)" + kLinkJson + "]," + kIds));
}

TEST(JsonRequest, TellsIdsAndTimes) {
  Rewriter rewriter(Encoding::kJson, Encoding::kJson);
  const std::string request =
      InScope(R"({"trace\u0049d":"3031323334353637383961626364656\u0036","spanId":"FFfFfFfFfFfFfFf0","spanId":)"
              R"("3031323334353637","parentSpanId":"706172656e746964","startTimeUnixNano":"1795944804188000000",)"
              R"("endTimeUnixNano":1.795944804e18},{)" +
              kIds + R"(,"parentSpanId":null,"startTimeUnixNano":{},"endTimeUnixNano":"-1"})");
  ASSERT_EQ(ReadTraces(request, Encoding::kJson, rewriter).what, nullptr);
  ASSERT_EQ(rewriter.heads.size(), 2U);
  const SpanHead& head = rewriter.heads[0];
  EXPECT_EQ(std::string(head.trace_id.data(), 16), "0123456789abcdef");
  EXPECT_EQ(std::string(head.span_id.data(), 8), "01234567");
  EXPECT_EQ(std::string(head.parent_id.data(), 8), "parentid");
  EXPECT_EQ(head.start_nanos, 1795944804188000000U);
  EXPECT_EQ(head.end_nanos, 1795944804000000000U);
  EXPECT_FALSE(IsSet(rewriter.heads[1].parent_id));
  EXPECT_EQ(rewriter.heads[1].start_nanos, 0U);
  EXPECT_EQ(rewriter.heads[1].end_nanos, 0U);
}

TEST(JsonRequest, RefusesWhatIsMalformed) {
  const std::string cases[][2] = {
      {"", "0: an object is missing"},
      {"[]", "0: an object is missing"},
      {"{", "1: a value does not end"},
      {"{}x", "2: there is more behind the request"},
      {std::string("{}\0", 3), "2: there is more behind the request"},
      {R"({"a":1,})", "7: a key is missing"},
      {R"({"a" 1})", "5: a colon is missing"},
      {R"({"a":1 "b":2})", "7: a comma or a closing bracket is missing"},
      {R"({"a":[1,]})", "8: a value is missing"},
      {R"({"a":[1})", "7: a comma or a closing bracket is missing"},
      {R"({"a":tru})", "5: a value is missing"},
      {R"({"a":01})", "6: a comma or a closing bracket is missing"},
      {R"({"a":1.})", "7: a number is not complete"},
      {R"({"a":"b)", "5: a string does not end"},
      {"{\"a\":\"\n\"}", "6: a string has a control character"},
      {R"({"a":"\x"})", "6: a string has a wrong escape"},
      {R"({"a":"\u12g4"})", "6: a string has a wrong escape"},
      {R"({"resourceSpans":{}})", "17: an array is missing"},
      {R"({"resourceSpans":[null]})", "18: an object is missing"},
      {InScope("{}"), "43: a span has no trace id or no span id"},
      {InScope(R"({"traceId":5})"), "54: an id is not hexadecimal, or has the wrong length"},
      {InScope(R"({"spanId":"abc"})"), "53: an id is not hexadecimal, or has the wrong length"},
      {InScope(R"({"spanId":"303132333435363x"})"), "53: an id is not hexadecimal, or has the wrong length"},
  };
  for (const auto& [request, error] : cases) EXPECT_EQ(Rewritten(request), "refused at " + error) << request;
}

TEST(JsonRequest, BoundsNesting) {
  const auto nested = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  EXPECT_EQ(Rewritten(nested(127)), nested(127));
  EXPECT_EQ(Rewritten(nested(128)), "refused at 132: a value is nested too deeply");
  EXPECT_NE(Rewritten(nested(1'000'000)).find("nested too deeply"), std::string::npos);
}

TEST(JsonRequest, SkipsLogsWithoutIds) {
  const std::string log = R"({"body":{"stringValue":"b"},)" + kIds + "}";
  Rewriter rewriter(Encoding::kJson, Encoding::kJson);
  const std::string request =
      R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + log + R"(,{},{"traceId":"","spanId":""}]}]}]})";
  ASSERT_EQ(ReadLogs(request, Encoding::kJson, rewriter).what, nullptr);
  ASSERT_EQ(rewriter.spans.size(), 1U);
  EXPECT_EQ(rewriter.spans[0], log);
}

TEST(RequestWriter, MakesOneRequestOfSeveral) {
  Bytes out;
  RequestWriter json(Encoding::kJson, out);
  const std::string scope_name = "\x0A\x05\x0A\x03lib";
  json.OpenRequest({R"("a":1)", R"("b":2)", true}, Encoding::kJson);
  json.OpenRequest({R"("c":3)", R"("d":4)", true}, Encoding::kJson);
  json.OpenResource({}, Encoding::kJson);
  json.OpenScope({scope_name, "\x1A\x01u"}, Encoding::kProtobuf);
  json.AddSpan("{}", Encoding::kJson, {});
  json.AddSpan("\x2A\x01n", Encoding::kProtobuf, kLinks);
  json.OpenScope({scope_name, scope_name}, Encoding::kProtobuf);
  json.Finish();
  EXPECT_EQ(out.view(),
            R"({"a":1,"resourceSpans":[{"scopeSpans":[{"scope":{"name":"lib"},"spans":[{},{"name":"n","links":[)" +
                kLinkJson + R"(]}],"schemaUrl":"u"},{"scope":{"name":"lib"}}]}],"b":2,"c":3,"d":4})");

  Bytes protobuf_out;
  RequestWriter protobuf(Encoding::kProtobuf, protobuf_out);
  protobuf.OpenRequest({"1", "2"}, Encoding::kProtobuf);
  protobuf.OpenRequest({"3", "4"}, Encoding::kProtobuf);
  protobuf.OpenResource({R"("unknown":1)", R"("schemaUrl":"u")", true}, Encoding::kJson);
  protobuf.OpenScope({}, Encoding::kProtobuf);
  protobuf.AddSpan(R"({"name":"n"})", Encoding::kJson, kLinks);
  protobuf.Finish();
  EXPECT_EQ(protobuf_out.view(), "123\x0A\x16\x12\x11\x12\x0F\x2A\x01n" + kLinks +
                                     "\x1A\x01u"
                                     "4");
}

}  // namespace
}  // namespace spanloom::testing
