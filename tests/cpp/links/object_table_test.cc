#include "links/object_table.h"

#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

namespace spanloom {
namespace {

TEST(ObjectTable, KnowsWhatWasAdded) {
  ChunkPool pool;
  ObjectTable table(pool);
  EXPECT_EQ(table.Find(1), kNone);
  const std::uint32_t one = table.FindOrAdd(1);
  EXPECT_EQ(table.FindOrAdd(1), one);
  EXPECT_EQ(table.Find(1), one);
  EXPECT_EQ(table.Find(2), kNone);
  EXPECT_EQ(table[one].id, 1U);
  EXPECT_EQ(table[one].outputs, kNone);
  EXPECT_EQ(table.size(), 1U);
}

// Consecutive ids, distant ids, ids in one lane, and random ids.
class Strides : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Strides, GrowAndShrink) {
  constexpr std::uint64_t kCount = 60000;
  ChunkPool pool;
  {
    ObjectTable table(pool);
    for (std::uint64_t i = 0; i < kCount; ++i) {
      const std::uint32_t index = table.FindOrAdd(i * GetParam() + 1);
      ASSERT_NE(index, kNone);
      table[index].inputs = static_cast<std::uint32_t>(i);
    }
    ASSERT_EQ(table.size(), kCount);
    // Slots with reserve, and entries: badly distributed ids must not need more.
    EXPECT_LT(pool.used() * ChunkPool::kChunkBytes, kCount * (16 + 4 * 4));
    std::uint64_t dropped = 0;
    while (dropped < kCount / 2)
      table.DropOldest([&dropped](const Object& object) { EXPECT_EQ(object.inputs, dropped++); });
    for (std::uint64_t i = 0; i < kCount; ++i) {
      const std::uint32_t index = table.Find(i * GetParam() + 1);
      if (i < dropped) {
        ASSERT_EQ(index, kNone) << i;
      } else {
        ASSERT_EQ(table[index].inputs, i);
      }
    }
  }
  EXPECT_EQ(pool.used(), 0U);
}

INSTANTIATE_TEST_SUITE_P(ObjectTable, Strides, ::testing::Values(1, 2, 15, 16, 17, 1024, 4096, 1000003, 1ULL << 32));

TEST(ObjectTable, AgreesWithTheStandardMapWhileObjectsComeAndGo) {
  std::mt19937_64 random(3);
  ChunkPool pool;
  ObjectTable table(pool);
  std::unordered_map<std::uint64_t, std::uint32_t> reference;
  for (int i = 0; i < 300000; ++i) {
    const std::uint64_t id = random() % 100000 * (i % 3 == 0 ? 16 : 1);
    const auto known = reference.find(id);
    ASSERT_EQ(table.Find(id), known == reference.end() ? kNone : known->second);
    reference[id] = table.FindOrAdd(id);
    if (table.size() > 5000) table.DropOldest([&reference](const Object& object) { reference.erase(object.id); });
    ASSERT_EQ(table.size(), reference.size());
  }
}

TEST(ObjectTable, IndexesWrapAround) {
  ChunkPool pool;
  ObjectTable table(pool);
  for (std::uint64_t id = 1; id < (1U << 24) + 1000; ++id) {
    table.FindOrAdd(id);
    if (table.size() > 256) table.DropOldest([](const Object&) {});
  }
  EXPECT_NE(table.Find((1U << 24) + 999), kNone);
  EXPECT_EQ(table.Find(1), kNone);
}

TEST(ObjectTable, ForgetsAllAtOnce) {
  ChunkPool pool;
  ObjectTable table(pool);
  for (std::uint64_t id = 0; id < 5000; ++id) table.FindOrAdd(id);
  table.Clear();
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.Find(1), kNone);
  EXPECT_EQ(pool.used(), 0U);
  EXPECT_NE(table.FindOrAdd(1), kNone);
}

}  // namespace
}  // namespace spanloom
