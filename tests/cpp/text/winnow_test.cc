#include "text/winnow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace spanloom {
namespace {

std::vector<Fingerprint> SelectFrom(const Winnow& winnow, const std::string& text) {
  const std::string readable = text + std::string(7, '\0');
  Array<Fingerprint> found;
  winnow.Select({readable.data(), text.size()}, found);
  return {found.begin(), found.end()};
}

std::string RandomText(std::mt19937& random, std::size_t size, int letters) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text.push_back(static_cast<char>('a' + static_cast<int>(random() % static_cast<unsigned>(letters))));
  }
  return text;
}

bool SharesFingerprint(const std::vector<Fingerprint>& a, const std::vector<Fingerprint>& b) {
  std::set<std::uint32_t> hashes;
  for (const Fingerprint& one : a) hashes.insert(one.hash);
  return std::any_of(b.begin(), b.end(), [&](const Fingerprint& one) { return hashes.count(one.hash) > 0; });
}

TEST(Winnow, FindsEverySharedRunOfTheGuaranteedLength) {
  std::mt19937 random(1);
  for (std::uint32_t length = Winnow::kMinLength; length <= Winnow::kMaxLength; ++length) {
    const Winnow winnow(length);
    for (int round = 0; round < 100; ++round) {
      const std::string run = RandomText(random, length, 26);
      const auto around = [&] { return RandomText(random, random() % 2500, 26); };
      const std::string one = around() + run + around();
      const std::string other = around() + run + around();
      EXPECT_TRUE(SharesFingerprint(SelectFrom(winnow, one), SelectFrom(winnow, other))) << length << ' ' << run;
    }
  }
}

// Within a run of the guaranteed length, one of the two sides of a gram is equal.
TEST(Winnow, SidesAreEqualInCommonRuns) {
  std::mt19937 random(5);
  std::size_t differing = 0;
  for (std::uint32_t length = Winnow::kMinLength; length <= Winnow::kMaxLength; ++length) {
    const Winnow winnow(length);
    for (int round = 0; round < 50; ++round) {
      const std::string run = RandomText(random, length, 26);
      const std::string start = RandomText(random, random() % 30, 26);
      const auto one = SelectFrom(winnow, start + run + RandomText(random, random() % 30, 26));
      const std::string other_start = RandomText(random, random() % 30, 26);
      for (const Fingerprint& b : SelectFrom(winnow, other_start + run + RandomText(random, random() % 30, 26))) {
        for (const Fingerprint& a : one) {
          const std::size_t place = a.at - start.size();
          if (a.at < start.size() || b.at < other_start.size() || place != b.at - other_start.size()) continue;
          if (place + winnow.gram() > length) continue;
          const int sides = a.sides ^ b.sides;
          EXPECT_TRUE((sides & 0xF0) == 0 || (sides & 0xF) == 0) << length << ' ' << run;
          differing += sides != 0 ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(differing, 100U);
}

// The basis of the guarantee, also across the blocks of the implementation.
TEST(Winnow, ChoosesInEachWindow) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    const Winnow winnow(Winnow::kMinLength + random() % 21);
    const std::string text = RandomText(random, random() % 3000, 2 + static_cast<int>(random() % 25));
    std::set<std::uint32_t> chosen;
    for (const Fingerprint& one : SelectFrom(winnow, text)) chosen.insert(one.at);
    if (text.size() < winnow.gram() + winnow.window() - 1) {
      EXPECT_TRUE(chosen.empty());
      continue;
    }
    const std::size_t windows = text.size() - winnow.gram() - winnow.window() + 2;
    for (std::uint32_t i = 0; i < windows; ++i) {
      const auto first = chosen.lower_bound(i);
      ASSERT_TRUE(first != chosen.end() && *first < i + winnow.window());
    }
  }
}

TEST(Winnow, ChoosesFew) {
  std::mt19937 random(3);
  const Winnow winnow(24);
  const std::size_t found = SelectFrom(winnow, RandomText(random, 100'000, 26)).size();
  EXPECT_LT(found, 100'000U * 5 / 2 / (winnow.window() + 1));
  EXPECT_GT(found, 100'000U / winnow.window());
}

TEST(Winnow, HashesAreOfTheGramAlone) {
  std::mt19937 random(4);
  const Winnow winnow(16);
  const std::string text = RandomText(random, 2000, 4);
  for (const Fingerprint& one : SelectFrom(winnow, text)) {
    for (const Fingerprint& other : SelectFrom(winnow, text)) {
      const bool is_same = text.compare(one.at, winnow.gram(), text, other.at, winnow.gram()) == 0;
      EXPECT_EQ(is_same, one.hash == other.hash);
    }
  }
}

}  // namespace
}  // namespace spanloom
