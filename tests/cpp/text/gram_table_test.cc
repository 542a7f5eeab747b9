#include "text/gram_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

namespace spanloom {
namespace {

constexpr std::uint32_t kSpread = 2654435761;  // hashes are not small numbers

std::set<std::uint32_t> PlacesOf(const GramTable& table, std::uint32_t hash) {
  std::set<std::uint32_t> places;
  table.ForEach({hash, 0, 0}, [&](std::uint32_t place, bool) { places.insert(place); });
  return places;
}

void Add(GramTable& table, std::uint32_t hash, std::uint32_t place, std::uint8_t sides = 0) {
  table.Add({hash, 0, sides}, place);
}

TEST(GramTable, IsAMapToPlaces) {
  std::mt19937 random(1);
  GramTable table;
  std::map<std::uint32_t, std::set<std::uint32_t>> model;
  for (std::uint32_t place = 1; place < 50'000; ++place) {
    const std::uint32_t hash = random() % 20'000 * kSpread;
    Add(table, hash, place);
    model[hash].insert(place);
    ASSERT_FALSE(table.IsNew(hash));
    const std::uint32_t asked = random() % 20'000 * kSpread;
    std::set<std::uint32_t>& expected = model[asked];
    while (expected.size() > GramTable::kMaxPlaces) expected.erase(expected.begin());
    ASSERT_EQ(PlacesOf(table, asked), expected);
  }
}

TEST(GramTable, KeepsTheNewestPlacesOfAGram) {
  GramTable table;
  for (std::uint32_t place = 1; place <= 3 * GramTable::kMaxPlaces; ++place) Add(table, 7, place);
  const std::set<std::uint32_t> places = PlacesOf(table, 7);
  EXPECT_EQ(places.size(), GramTable::kMaxPlaces);
  EXPECT_EQ(*places.begin(), 2 * GramTable::kMaxPlaces + 1);
}

TEST(GramTable, TellsWhetherEitherSideIsEqual) {
  GramTable table;
  Add(table, 7, 1, 0x12);
  Add(table, 7, 2, 0x13);
  Add(table, 7, 3, 0x42);
  Add(table, 7, 4, 0x31);
  std::set<std::uint32_t> like;
  table.ForEach({7, 0, 0x12}, [&](std::uint32_t place, bool is_like) {
    if (is_like) like.insert(place);
  });
  EXPECT_EQ(like, (std::set<std::uint32_t>{1, 2, 3}));
}

TEST(GramTable, TellsMostNewGrams) {
  std::mt19937 random(2);
  GramTable table;
  EXPECT_TRUE(table.IsNew(7));
  const auto hash = [&] { return static_cast<std::uint32_t>(random()); };
  for (std::uint32_t place = 1; place <= 500; ++place) Add(table, hash(), place);
  int told = 0;
  for (int i = 0; i < 1000; ++i) told += table.IsNew(hash()) ? 1 : 0;
  EXPECT_GT(told, 800);
}

// Their hashes differ only in the low bits.
TEST(GramTable, ManyGramsMayHaveOneHome) {
  constexpr std::uint32_t kGrams = 600;
  const auto hash_of = [](std::uint32_t gram) { return gram * 0x102; };
  GramTable table;
  for (std::uint32_t gram = 0; gram < kGrams; ++gram) Add(table, hash_of(gram), 1 + gram);
  for (std::uint32_t gram = 0; gram < kGrams; ++gram) Add(table, hash_of(gram), 1001 + gram);
  for (std::uint32_t gram = 0; gram < kGrams; ++gram) {
    EXPECT_EQ(PlacesOf(table, hash_of(gram)), (std::set<std::uint32_t>{1 + gram, 1001 + gram}));
  }
}

TEST(GramTable, IsEmptyAfterClear) {
  GramTable table;
  Add(table, 1, 1);
  table.Clear();
  EXPECT_TRUE(PlacesOf(table, 1).empty());
  Add(table, 1, 1);
  EXPECT_EQ(PlacesOf(table, 1).size(), 1U);
}

}  // namespace
}  // namespace spanloom
