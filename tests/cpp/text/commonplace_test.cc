#include "text/commonplace.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>

namespace spanloom {
namespace {

TEST(Commonplace, WordsOfProgramsSayNothing) {
  for (const std::string_view text : {"true",
                                      "NULL",
                                      " Success\n",
                                      "in progress",
                                      "in_progress",
                                      "inProgress",
                                      "not found.",
                                      "N/A",
                                      "(none)",
                                      "assistant",
                                      "tool_calls",
                                      "end_turn",
                                      "chat.completion",
                                      "application/json",
                                      "application/json; charset=utf-8",
                                      "text/html",
                                      "UTF-8",
                                      "[default]",
                                      "completed",
                                      "hello",
                                      "*** error ***",
                                      "\"string\"",
                                      "application/x-www-form-urlencoded"}) {
    EXPECT_TRUE(IsCommonplace(text)) << text;
  }
}

TEST(Commonplace, TooShortOrRepeated) {
  for (const std::string_view text :
       {"", "  ", "42", "x1", "-----------", "...ab...", "aaaaaa", "AaAaAa", "0000-0000", "\xE4\xB8\xAD\xE6\x96\x87",
        "\xE3\x81\x82\xE3\x81\x82\xE3\x81\x82", "\xF0\x9F\x99\x82"}) {
    EXPECT_TRUE(IsCommonplace(text)) << text;
  }
  EXPECT_TRUE(IsCommonplace(std::string(120, '=')));
  EXPECT_FALSE(IsCommonplace(std::string(121, '=')));
}

TEST(Commonplace, WhatTheCaptureWritesForOtherValues) {
  for (const std::string_view text :
       {"[Function search_docs]", "[Circular]", "[Threw]", "[Float32Array(1536)]", "[Blob(12)]",
        "[Blob(12, text/plain)]", "[Base64(9, image/svg+xml)]", "[AbortSignal]", "[Array(1536) of numbers]",
        "[Invalid Date]", "[Symbol(id)]", "[HTMLDivElement#root.app]"}) {
    EXPECT_TRUE(IsCommonplace(text)) << text;
  }
  for (const std::string_view text : {"[File(report.pdf, 48213, application/pdf)]", "[circular shift]",
                                      "[Circular] shift", "[Is this it?]", "See [Function]", "[Circulating"}) {
    EXPECT_FALSE(IsCommonplace(text)) << text;
  }
}

TEST(Commonplace, OtherTextSaysSomething) {
  for (const std::string_view text :
       {"2024-05-01T10:00:00Z", "2024-05-01", "call_8f3kQ2", "Berlin", "gpt-4o-mini", "success rate",
        "errors in main.cc", "completely", "abc", "123", "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97",
        "the same word twice twice", "truefalse", "applicationxwwwformurlencodedx"}) {
    EXPECT_FALSE(IsCommonplace(text)) << text;
  }
}

// Words are stored as 24-bit hashes.
TEST(Commonplace, HardlyAnyOtherTextIsTakenForAWord) {
  std::mt19937 random(7);
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < 200000; ++i) {
    std::string text(6 + i % 8, '\0');
    for (char& letter : text) letter = static_cast<char>('a' + random() % 26);
    if (IsCommonplace(text)) ++taken;
  }
  EXPECT_LE(taken, 3);
}

}  // namespace
}  // namespace spanloom
