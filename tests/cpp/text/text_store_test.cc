#include "text/text_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace spanloom {
namespace {

class TextStoreTest : public testing::Test {
 protected:
  std::uint32_t Add(const std::string& text) {
    Normalize(text, normal_);
    const std::uint32_t number = store_.Add(++objects_, normal_, true, true);
    store_.Refresh(number);
    return number;
  }

  // The runs of another text that a text quotes.
  std::vector<spanloom::Run> RunsOf(std::uint32_t number, std::uint32_t of) const {
    std::vector<spanloom::Run> runs;
    const StoredText& text = store_[number];
    for (std::uint32_t i = 0; i < text.own_count; ++i) {
      const Quote& quote = store_.quote(text.first_own + i);
      if (quote.of == of) runs.push_back(quote.run);
    }
    return runs;
  }

  std::string Piece(std::uint32_t number, std::uint32_t at, std::uint32_t length) const {
    return std::string(store_[number].view().substr(at, length));
  }

  TextLimits limits_{.run = 32};
  TextStore store_{limits_};
  NormalText normal_;
  std::uint64_t objects_ = 0;
};

std::string RandomText(std::mt19937& random, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text.push_back(static_cast<char>('a' + static_cast<int>(random() % 26)));
  return text;
}

TEST_F(TextStoreTest, FindsARunToItsFullExtent) {
  const std::uint32_t first = Add("xxxxx The quick brown fox jumps over the lazy dog, twice. yyyyy");
  const std::uint32_t second = Add("> the QUICK brown fox\n> jumps over the lazy dog! zzzzz");
  const std::vector<spanloom::Run> runs = RunsOf(second, first);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(Piece(second, runs[0].at, runs[0].length), "thequickbrownfoxjumpsoverthelazydog");
  EXPECT_EQ(Piece(first, runs[0].other_at, runs[0].length), "thequickbrownfoxjumpsoverthelazydog");
  EXPECT_EQ(store_.UnitAt(second, runs[0].at), 2U);
  EXPECT_EQ(store_.UnitAfter(second, runs[0].at + runs[0].length), 47U);
}

TEST_F(TextStoreTest, CutsRunsBetweenCharacters) {
  // é and è, and the hieroglyphs, have their first bytes in common.
  const std::uint32_t first = Add("abcdefghijklmnopqrstuvwxyzabcdefghijklmé");
  const std::uint32_t second = Add("abcdefghijklmnopqrstuvwxyzabcdefghijklmè");
  ASSERT_EQ(RunsOf(second, first).size(), 1U);
  EXPECT_EQ(RunsOf(second, first)[0].length, 39U);
}

TEST_F(TextStoreTest, FindsEveryRunOfTheGuaranteedLength) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const std::string run = RandomText(random, limits_.run);
    const std::uint32_t first = Add(RandomText(random, random() % 300) + run + RandomText(random, random() % 300));
    const std::uint32_t second = Add(RandomText(random, random() % 300) + run + RandomText(random, random() % 300));
    const std::vector<spanloom::Run> runs = RunsOf(second, first);
    const bool found = std::any_of(runs.begin(), runs.end(), [&](const spanloom::Run& one) {
      return Piece(second, one.at, one.length).find(run) != std::string::npos;
    });
    ASSERT_TRUE(found) << run;
  }
}

// A text that repeats an earlier one is not indexed again: it is found through the earlier one.
TEST_F(TextStoreTest, TextsThatQuoteTheSameAreFoundThroughIt) {
  std::mt19937 random(2);
  const std::string shared = RandomText(random, 200);
  const std::uint32_t first = Add(shared);
  const std::uint32_t second = Add("second " + shared);
  const std::uint32_t third = Add("third " + shared);
  EXPECT_EQ(RunsOf(second, first).size(), 1U);
  EXPECT_EQ(RunsOf(third, first).size(), 1U);
  std::vector<std::uint32_t> quoting;
  for (std::uint32_t at = store_[first].quotes; store_.HasQuote(at); at = store_.quote(at).next) {
    quoting.push_back(store_.quote(at).by);
  }
  EXPECT_EQ(quoting, (std::vector<std::uint32_t>{third, second}));
}

// The run that all three share is too short; the run of the second and the third is not.
TEST_F(TextStoreTest, FindsRunsThatStandPartlyInAnEarlierRun) {
  Add("signature: connectsendline(line)");
  const std::uint32_t second = Add("the response: connectsendline yes");
  const std::uint32_t third = Add("connectsendliney");
  ASSERT_EQ(RunsOf(third, second).size(), 1U);
  EXPECT_EQ(RunsOf(third, second)[0].length, 16U);
}

// A short text is found in an earlier text and in a third one, although those two share too little.
TEST_F(TextStoreTest, FindsShortTextsThatStoodElsewhereBefore) {
  Add("somebody said yellow submarine yesterday");
  const std::uint32_t second = Add("yellow submarine");
  const std::uint32_t third = Add("nobody lives in a yellow submarine today");
  EXPECT_EQ(RunsOf(third, second).size(), 0U);  // 15 letters
  const std::uint32_t fourth = Add("yellow submarines");
  EXPECT_EQ(RunsOf(Add("nobody lives in yellow submarines nowadays"), fourth).size(), 1U);
}

TEST_F(TextStoreTest, ATextOfOneLetterIsNoTrouble) {
  const std::uint32_t first = Add(std::string(200'000, 'a'));
  const std::uint32_t second = Add(std::string(100'000, 'a') + "b");
  ASSERT_FALSE(RunsOf(second, first).empty());
  EXPECT_LT(RunsOf(second, first).size(), 10U);
}

TEST_F(TextStoreTest, DropsTheOldestBeyondTheCap) {
  limits_.bytes = 1 << 18;
  std::mt19937 random(3);
  std::uint32_t last = kNone;
  for (int i = 0; i < 400; ++i) last = Add(RandomText(random, 2000));
  EXPECT_GT(limits_.dropped, 200U);
  EXPECT_LT(limits_.dropped, 400U);
  EXPECT_LE(limits_.held, limits_.bytes);
  EXPECT_EQ(store_.Find(1), kNone);
  EXPECT_EQ(store_.Find(objects_), last);
  const std::string newest(store_[last].view());
  const std::uint32_t quoting = Add("and " + newest);
  EXPECT_EQ(RunsOf(quoting, last).size(), 1U);
  store_.Clear();
  EXPECT_EQ(limits_.held, 0U);
}

// Runs that texts share with a dropped text are still found between the remaining texts.
TEST_F(TextStoreTest, WhatIsLeftIsFoundAfterADrop) {
  limits_.bytes = 1 << 18;
  std::mt19937 random(4);
  const std::string shared = RandomText(random, 200);
  Add(shared);
  std::uint32_t last = kNone;
  for (int i = 0; i < 400; ++i) {
    last = Add(RandomText(random, 2000) + shared);
    ASSERT_TRUE(i == 0 || store_[last].own_count > 0) << i;
  }
  EXPECT_GT(limits_.dropped, 200U);
}

TEST_F(TextStoreTest, KnowsTextsByTheirObject) {
  const std::uint32_t number = Add("some text");
  EXPECT_EQ(store_.Find(objects_), number);
  EXPECT_EQ(store_.Find(99), kNone);
}

}  // namespace
}  // namespace spanloom
