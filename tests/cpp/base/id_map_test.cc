#include "base/id_map.h"

#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

namespace spanloom {
namespace {

TEST(IdMap, FindsWhatWasPut) {
  IdMap map;
  EXPECT_EQ(map.Find(7), kNone);
  map.Put(7, 1);
  map.Put(7, 2);
  EXPECT_EQ(map.Find(7), 2U);
  EXPECT_EQ(map.size(), 1U);
  map.Erase(8);
  map.Erase(7);
  EXPECT_EQ(map.Find(7), kNone);
  EXPECT_EQ(map.size(), 0U);
}

TEST(IdMap, AgreesWithTheStandardMapOverRandomOperations) {
  std::mt19937_64 random(11);
  IdMap map;
  std::unordered_map<std::uint64_t, std::uint32_t> reference;
  for (std::uint32_t i = 0; i < 200000; ++i) {
    const std::uint64_t key = 1 + random() % 3000;
    switch (random() % 4) {
      case 0:
        map.Erase(key);
        reference.erase(key);
        break;
      case 1:
        map.Put(key, i);
        reference[key] = i;
        break;
      default: {
        const auto found = reference.find(key);
        ASSERT_EQ(map.Find(key), found == reference.end() ? kNone : found->second);
      }
    }
    ASSERT_EQ(map.size(), reference.size());
    if (i % 50000 == 49999) {
      map.Clear();
      reference.clear();
    }
  }
}

}  // namespace
}  // namespace spanloom
