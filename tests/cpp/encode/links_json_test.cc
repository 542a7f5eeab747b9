#include <gtest/gtest.h>

#include "support/log_builder.h"

namespace spanloom::testing {
namespace {

TEST(LinksJson, AListForEachSpanWithPlainAttributes) {
  Session session{SessionOptions{}};
  LogBuilder log;
  log.Template(0, "f").Trace(1).Start(1, 1).Start(2, 1, 1).Start(3, 1, 1);
  log.Value(1, Side::kInput, Shape::kArgument, 0, {9, {}}).Value(3, Side::kInput, Shape::kArgument, 1, {9, {}});
  log.Link(3, 1, 2,
           {{"n", Int(-5)},
            {"list", List({Text("a"), Double(0.5), Empty(), Bool(true)})},
            {"record", Record({{"b", RawBytes("foo")}})}});
  log.End(2).End(3);
  log.DrainInto(session);
  session.Cut(10, 1U << 20);
  session.Encode(Format::kLinks, true);
  const std::string manual =
      R"({"traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000002","attributes":)"
      R"({"n":-5,"list":["a",0.5,null,true],"record":{"b":"Zm9v"}}})";
  EXPECT_EQ(
      session.result(),
      "[[],[" + manual +
          R"(,{"traceId":"0a0b0c0d000000000000000000000001","spanId":"0000000000000001","attributes":)"
          R"({"from":"input","to":"input","spanloom.via":"identity","spanloom.from.path":"$[0]","spanloom.to.path":"$[1]"},)"
          R"("pieces":[{"from":{"path":"$[0]"},"to":{"path":"$[1]"}}]}]])");
  session.Encode(Format::kLinks, false);
  EXPECT_EQ(session.result(), "[[],[" + manual + "]]");
}

}  // namespace
}  // namespace spanloom::testing
