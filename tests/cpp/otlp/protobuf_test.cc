#include <gtest/gtest.h>

#include <string>

#include "otlp/rewrite.h"

namespace spanloom::testing {
namespace {

std::string Field(int number, const std::string& content) {
  std::string field(1, static_cast<char>(number << 3 | 2));
  for (std::size_t length = content.size();; length >>= 7) {
    field.push_back(static_cast<char>((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
    if (length <= 0x7F) break;
  }
  return field + content;
}

const std::string kIds = Field(1, "0123456789abcdef") + Field(2, "01234567");
const std::string kUnknown = "\xA8\x06\x01";  // field 101

std::string Rewritten(const std::string& request, const std::string& links = {}) {
  return Rewrite(request, Encoding::kProtobuf, Encoding::kProtobuf, links);
}

TEST(ProtobufRequest, ComesOutAsItCame) {
  const std::string scope = Field(1, Field(1, "lib")) + Field(2, kIds + Field(5, "name") + kUnknown) + Field(2, kIds);
  const std::string resource = kUnknown + Field(2, scope) + Field(2, "") + Field(3, "url") + kUnknown;
  const std::string request = kUnknown + Field(1, resource) + Field(1, "") + Field(1, Field(2, "")) + kUnknown;
  EXPECT_EQ(Rewritten(request), request);
  EXPECT_EQ(Rewritten(""), "");
}

TEST(ProtobufRequest, FieldsBetweenChildrenGoBehindThem) {
  const std::string first = Field(3, "a");
  const std::string second = Field(3, "b");
  const std::string scope = Field(2, "");
  EXPECT_EQ(Rewritten(Field(1, scope + first + scope + second + kUnknown + scope + first)),
            Field(1, scope + scope + scope + first + second + kUnknown + first));
}

TEST(ProtobufRequest, LinksAreAppendedToSpans) {
  const std::string links = Field(13, "link");
  EXPECT_EQ(Rewritten(Field(1, Field(2, Field(2, kIds) + Field(2, kIds + kUnknown))), links),
            Field(1, Field(2, Field(2, kIds + links) + Field(2, kIds + kUnknown + links))));
}

TEST(ProtobufRequest, TellsIdsAndTimes) {
  const std::string times = "\x39" + std::string("\1\0\0\0\0\0\0\0\x41\2\0\0\0\0\0\0\0", 17);
  Rewriter rewriter(Encoding::kProtobuf, Encoding::kProtobuf);
  const std::string span = times + kIds + Field(4, "parentid");
  const std::string request = Field(1, Field(2, Field(2, span) + Field(2, Field(4, "") + kIds)));
  ASSERT_EQ(ReadTraces(request, Encoding::kProtobuf, rewriter).what, nullptr);
  ASSERT_EQ(rewriter.heads.size(), 2U);
  const SpanHead& head = rewriter.heads[0];
  EXPECT_EQ(std::string(head.trace_id.data(), 16), "0123456789abcdef");
  EXPECT_EQ(std::string(head.span_id.data(), 8), "01234567");
  EXPECT_EQ(std::string(head.parent_id.data(), 8), "parentid");
  EXPECT_EQ(head.start_nanos, 1U);
  EXPECT_EQ(head.end_nanos, 2U);
  EXPECT_FALSE(IsSet(rewriter.heads[1].parent_id));
  EXPECT_EQ(rewriter.heads[1].end_nanos, 0U);
  EXPECT_EQ(rewriter.spans[0], span);
}

TEST(ProtobufRequest, RefusesWhatIsMalformed) {
  const auto in_scope = [](const std::string& span) { return Field(1, Field(2, Field(2, span))); };
  EXPECT_EQ(Rewritten("\x0A\x05"), "refused at 0: a field is longer than what contains it");
  EXPECT_EQ(Rewritten(in_scope(kIds + "\x0B")), "refused at 34: a field is a group, which OTLP does not have");
  EXPECT_EQ(Rewritten(in_scope(kIds + "\x0E")), "refused at 34: a field has no valid wire type");
  EXPECT_EQ(Rewritten(in_scope(kIds + std::string("\0", 1))), "refused at 34: a field has no valid number");
  EXPECT_EQ(Rewritten(in_scope(kIds + "\x50" + std::string(10, '\xFF') + "\x01")),
            "refused at 34: a number does not end");
  EXPECT_EQ(Rewritten(in_scope(Field(1, "short") + Field(2, "01234567"))), "refused at 6: an id has the wrong length");
  EXPECT_EQ(Rewritten(in_scope(Field(1, "0123456789abcdef"))), "refused at 6: a span has no trace id or no span id");
  EXPECT_EQ(Rewritten(in_scope(Field(1, std::string(16, '\0')) + Field(2, "01234567"))),
            "refused at 6: a span has no trace id or no span id");
  // As deep as an attribute: the value ends behind its key.
  EXPECT_EQ(Rewritten(in_scope(kIds + Field(9, Field(1, "k") + "\x12\x05"))),
            "refused at 39: a field is longer than what contains it");
}

// As deep as JSON may be, which has an object for each message and an array for each list.
TEST(ProtobufRequest, BoundsNesting) {
  const auto array = [](const std::string& value) { return Field(5, Field(1, value)); };
  const auto nested = [&](std::string value) {
    for (int i = 0; i < 38; ++i) value = array(value);
    const std::string list = Field(6, Field(1, Field(2, value)));
    return Field(1, Field(2, Field(2, kIds + Field(9, Field(2, list)))));
  };
  const std::string deepest = nested(Field(1, "text"));
  EXPECT_EQ(Rewritten(deepest), deepest);
  const std::string json = Rewrite(deepest, Encoding::kProtobuf, Encoding::kJson);
  EXPECT_EQ(Rewrite(json, Encoding::kJson, Encoding::kProtobuf), deepest);
  EXPECT_NE(Rewritten(nested(Field(5, ""))).find("nested too deeply"), std::string::npos);
  std::string bottomless;
  for (int i = 0; i < 5000; ++i) bottomless = array(bottomless);
  EXPECT_NE(Rewritten(nested(bottomless)).find("nested too deeply"), std::string::npos);
}

TEST(ProtobufRequest, SkipsLogsWithoutIds) {
  const std::string ids = Field(9, "0123456789abcdef") + Field(10, "01234567");
  const std::string logs = Field(2, ids + Field(3, "INFO")) + Field(2, "") + Field(2, Field(9, "0123456789abcdef"));
  Rewriter rewriter(Encoding::kProtobuf, Encoding::kProtobuf);
  ASSERT_EQ(ReadLogs(Field(1, Field(2, logs)), Encoding::kProtobuf, rewriter).what, nullptr);
  ASSERT_EQ(rewriter.spans.size(), 1U);
  EXPECT_EQ(rewriter.spans[0], ids + Field(3, "INFO"));
  EXPECT_EQ(std::string(rewriter.heads[0].span_id.data(), 8), "01234567");
}

}  // namespace
}  // namespace spanloom::testing
