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
  table.ForEach(hash, [&](std::uint32_t place) { places.insert(place); });
  return places;
}

TEST(GramTable, IsAMapToPlaces) {
  std::mt19937 random(1);
  GramTable table;
  std::map<std::uint32_t, std::set<std::uint32_t>> model;
  for (std::uint32_t place = 1; place < 50'000; ++place) {
    const std::uint32_t hash = random() % 20'000 * kSpread;
    table.Add(hash, place);
    model[hash].insert(place);
    const std::uint32_t asked = random() % 20'000 * kSpread;
    std::set<std::uint32_t>& expected = model[asked];
    while (expected.size() > GramTable::kMostPlaces) expected.erase(expected.begin());
    ASSERT_EQ(PlacesOf(table, asked), expected);
  }
}

TEST(GramTable, KeepsTheNewestPlacesOfAGram) {
  GramTable table;
  for (std::uint32_t place = 1; place <= 3 * GramTable::kMostPlaces; ++place) table.Add(7, place);
  const std::set<std::uint32_t> places = PlacesOf(table, 7);
  EXPECT_EQ(places.size(), GramTable::kMostPlaces);
  EXPECT_EQ(*places.begin(), 2 * GramTable::kMostPlaces + 1);
}

TEST(GramTable, IsEmptyAfterClear) {
  GramTable table;
  table.Add(1, 1);
  table.Clear();
  EXPECT_TRUE(PlacesOf(table, 1).empty());
  table.Add(1, 1);
  EXPECT_EQ(PlacesOf(table, 1).size(), 1U);
}

}  // namespace
}  // namespace spanloom
