#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>

#include "otlp/random_request.h"
#include "otlp/rewrite.h"
#include "otlp/slow_message.h"

namespace spanloom::testing {
namespace {

constexpr std::uint32_t kRequests = 10'000;
constexpr Encoding kProtobuf = Encoding::kProtobuf;
constexpr Encoding kJson = Encoding::kJson;

// Writes JSON in another way: white space between tokens, and escapes for letters.
std::string Respell(const std::string& json, RandomRequest& random) {
  constexpr const char* kSpaces[] = {" ", "\n", "\t", "\r\n  "};
  std::string out;
  bool is_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const bool is_between = !is_string && std::strchr("{}[],:\"", json[i]) != nullptr;
    if (is_between && random.Below(4) == 0) out += kSpaces[random.Below(4)];
    if (is_string && json[i] == '\\') {
      const std::size_t length = json[i + 1] == 'u' ? 5 : 1;
      out += json.substr(i, length);
      i += length;
    } else if (json[i] == '"') {
      is_string = !is_string;
    } else if (is_string && json[i] > 0 && json[i] != '\x7F' && random.Below(4) == 0) {
      char escape[8];
      std::snprintf(escape, sizeof escape, random.Below(2) == 0 ? "\\u%04x" : "\\u%04X",
                    static_cast<unsigned>(json[i]));
      out += escape;
      continue;
    }
    out += json[i];
  }
  return out + " ";
}

TEST(RoundTrip, ProtobufIsEqualByteForByte) {
  const std::string links = Delimited(13, Delimited(2, "abcdefgh")) + Delimited(13, "");
  std::size_t spans = 0;
  for (std::uint32_t seed = 0; seed < kRequests; ++seed) {
    const std::string request = RandomRequest(seed, seed % 2 == 0).Make();
    ASSERT_EQ(Rewrite(request, kProtobuf, kProtobuf), request) << seed;

    Rewriter before(kProtobuf, kProtobuf, links);
    ASSERT_EQ(ReadTraces(request, kProtobuf, before).what, nullptr);
    Rewriter after(kProtobuf, kProtobuf);
    const std::string linked = before.Finish();
    ASSERT_EQ(ReadTraces(linked, kProtobuf, after).what, nullptr);
    ASSERT_EQ(before.spans.size(), after.spans.size());
    for (std::size_t i = 0; i < before.spans.size(); ++i) ASSERT_EQ(before.spans[i] + links, after.spans[i]) << seed;
    spans += before.spans.size();
  }
  EXPECT_GT(spans, kRequests);
}

TEST(RoundTrip, WhatExportersWriteIsEqualAfterTranslation) {
  for (std::uint32_t seed = 0; seed < kRequests; ++seed) {
    RandomRequest random(seed, true);
    const std::string request = random.Make();
    const std::string json = Rewrite(request, kProtobuf, kJson);
    ASSERT_EQ(Rewrite(json, kJson, kProtobuf), request) << seed << json;
    ASSERT_EQ(Rewrite(json, kJson, kJson), json) << seed;
    const std::string respelled = Respell(json, random);
    ASSERT_EQ(Rewrite(respelled, kJson, kProtobuf), request) << seed << respelled;
  }
}

TEST(RoundTrip, AnyProtobufSaysTheSameAfterTranslation) {
  for (std::uint32_t seed = 0; seed < kRequests / 3; ++seed) {
    const std::string request = RandomRequest(seed, false).Make();
    const std::string json = Rewrite(request, kProtobuf, kJson);
    const std::string again = Rewrite(json, kJson, kProtobuf);
    ASSERT_EQ(DescribeSlowly(Message::kRequest, request), DescribeSlowly(Message::kRequest, again)) << seed << json;
    ASSERT_EQ(Rewrite(again, kProtobuf, kJson), json) << seed;
  }
}

// Reads what may be malformed, and writes it in both encodings if it is not.
void ReadAnything(const std::string& request, Encoding encoding) {
  Rewriter to_protobuf(encoding, kProtobuf);
  if (ReadTraces(request, encoding, to_protobuf).what != nullptr) return;
  Rewriter to_json(encoding, kJson);
  ASSERT_EQ(ReadTraces(request, encoding, to_json).what, nullptr);
  Rewriter protobuf_again(kProtobuf, kJson);
  Rewriter json_again(kJson, kProtobuf);
  ASSERT_EQ(ReadTraces(to_protobuf.Finish(), kProtobuf, protobuf_again).what, nullptr);
  ASSERT_EQ(ReadTraces(to_json.Finish(), kJson, json_again).what, nullptr);
}

TEST(RoundTrip, EveryTruncationIsRefusedOrAccepted) {
  std::size_t refused = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const std::string request = RandomRequest(seed, false).Make();
    if (request.size() > 3000) continue;
    for (std::size_t length = 0; length < request.size(); ++length) {
      const std::string cut = request.substr(0, length);
      const std::string written = Rewrite(cut, kProtobuf, kProtobuf);
      if (written != cut) {
        ASSERT_EQ(written.substr(0, 7), "refused") << seed;
        ++refused;
      }
    }
    const std::string json = Rewrite(request, kProtobuf, kJson);
    for (std::size_t length = 0; length < json.size(); ++length) {
      ASSERT_EQ(Rewrite(json.substr(0, length), kJson, kJson).substr(0, 7), "refused") << json.substr(0, length);
    }
  }
  EXPECT_GT(refused, 10'000U);
}

TEST(RoundTrip, DamagedRequestsAreRefusedOrAccepted) {
  std::mt19937 random(1);
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    std::string request = RandomRequest(seed, seed % 2 == 0).Make();
    if (request.empty() || request.size() > 10'000) continue;
    std::string json = Rewrite(request, kProtobuf, kJson);
    for (int i = 0; i < 20; ++i) {
      request[random() % request.size()] ^= static_cast<char>(1 << random() % 8);
      ReadAnything(request, kProtobuf);
      std::string damaged = json;
      damaged[random() % json.size()] = "{}[],:\"\\0n\x80"[random() % 12];
      ReadAnything(damaged, kJson);
    }
  }
}

}  // namespace
}  // namespace spanloom::testing
