#include "base/text_hash.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>

namespace spanloom {
namespace {

TEST(TextHash, DependsOnTheTextOnly) {
  const std::string text = "a text of some length, with a rest";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    for (std::size_t shift = 0; shift < 8; ++shift) {
      const std::string moved = std::string(shift, '.') + text.substr(0, length) + "...";
      EXPECT_EQ(HashText(std::string_view(moved).substr(shift, length)), HashText(text.substr(0, length)));
    }
  }
}

TEST(TextHash, EveryBitOfEveryByteCounts) {
  for (std::size_t length = 1; length < 70; ++length) {
    std::string text(length, 'a');
    std::set<std::uint64_t> seen = {HashText(text)};
    for (std::size_t i = 0; i < length; ++i) {
      for (int bit = 0; bit < 8; ++bit) {
        text[i] = static_cast<char>(text[i] ^ 1 << bit);
        EXPECT_TRUE(seen.insert(HashText(text)).second) << length << " " << i << " " << bit;
        text[i] = static_cast<char>(text[i] ^ 1 << bit);
      }
    }
  }
}

TEST(TextHash, LengthAndPlaceCount) {
  std::set<std::uint64_t> seen;
  for (std::size_t length = 0; length < 300; ++length) {
    EXPECT_TRUE(seen.insert(HashText(std::string(length, '\0'))).second);
    EXPECT_TRUE(seen.insert(HashText(std::string(length, ' ') + '|')).second);
  }
  // Swapped words, at any distance.
  std::string text(8 * 200, ' ');
  text.replace(0, 8, "one word");
  for (std::size_t place = 0; place < 200; ++place) {
    std::string moved(8 * 200, ' ');
    moved.replace(8 * place, 8, "one word");
    EXPECT_EQ(seen.insert(HashText(moved)).second, true) << place;
  }
}

// Texts as programs make them, numbered and different in two places. With so many bits, two equal hashes would be no
// accident.
TEST(TextHash, NoCollisionsAmongSimilarTexts) {
  std::map<std::uint64_t, std::string> seen;
  const auto expect_own_hash = [&](const std::string& text) {
    EXPECT_EQ(seen.try_emplace(HashText(text), text).first->second, text);
  };
  for (int i = 100; i < 400; ++i) {
    for (int j = 100; j < 400; ++j) {
      expect_own_hash("document " + std::to_string(i) + ": see page " + std::to_string(j) + " of it");
      expect_own_hash("doc." + std::to_string(i) + "." + std::to_string(j));
    }
  }
  std::mt19937 random(1);
  for (int i = 0; i < 200000; ++i) {
    std::string text(16 + random() % 10 * 8, 'x');
    for (std::size_t at = 3; at < text.size(); at += 4) text[at] = "01"[random() % 2];
    expect_own_hash(text);
  }
}

}  // namespace
}  // namespace spanloom
