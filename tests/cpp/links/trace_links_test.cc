#include "links/trace_links.h"

#include <gtest/gtest.h>

namespace spanloom {
namespace {

class TraceLinksTest : public ::testing::Test {
 protected:
  UseRef AddUse(std::uint32_t span, std::uint64_t object, Side side = Side::kInput, bool is_whole = true) {
    Use use{};
    use.object = links.FindOrAddObject(object);
    use.span = span;
    use.parent = kNone;
    use.key = kNone;
    use.producer = kNone;
    use.side = side;
    use.is_whole = is_whole;
    return links.AddUse(use);
  }

  ChunkPool pool;
  LinkLimits limits{1024, 4};
  TraceLinks links{pool, limits};
};

TEST_F(TraceLinksTest, OneUseForEachObjectSpanAndSide) {
  const std::uint32_t span = links.Start({}, 1, kNone, 0, StepKind::kTask);
  const UseRef member = AddUse(span, 7, Side::kInput, false);
  const UseRef is_whole = AddUse(span, 7);
  const UseRef output = AddUse(span, 7, Side::kOutput);
  EXPECT_EQ(member.index, is_whole.index);
  EXPECT_TRUE(links.use(member.index).is_whole);
  EXPECT_NE(output.index, is_whole.index);
  EXPECT_EQ(links.FindUse(links.Find(7), span, Side::kOutput), output.index);
}

TEST_F(TraceLinksTest, UsesOfOpenSpansAreKeptBesides) {
  std::uint32_t spans[20];
  for (std::uint32_t i = 0; i < 20; ++i) AddUse(spans[i] = links.Start({}, i + 1, kNone, 0, StepKind::kTask), 7);
  for (const std::uint32_t span : spans) EXPECT_NE(links.FindUse(links.Find(7), span, Side::kInput), kNone);
  links.End(spans[0]);
  EXPECT_EQ(links.FindUse(links.Find(7), spans[0], Side::kInput), kNone);
  EXPECT_EQ(limits.dropped, 1U);
}

TEST_F(TraceLinksTest, ADroppedUseIsNotTakenForAnother) {
  const std::uint32_t span = links.Start({}, 1, kNone, 0, StepKind::kTask);
  const UseRef old = AddUse(span, 1, Side::kOutput);
  EXPECT_TRUE(links.IsLive(old));
  for (std::uint64_t id = 2; id < 3000; ++id) AddUse(span, id, Side::kOutput);
  EXPECT_FALSE(links.IsLive(old));
}

TEST_F(TraceLinksTest, MemoryForAnObjectWithOneUse) {
  limits.objects = ObjectTable::kMaxObjects;
  const std::uint32_t span = links.Start({}, 1, kNone, 0, StepKind::kTask);
  constexpr std::uint64_t kCount = 200000;
  for (std::uint64_t id = 1; id <= kCount; ++id) AddUse(span, id, Side::kOutput);
  EXPECT_LE(pool.used() * ChunkPool::kChunkBytes, kCount * 60);
  links.Clear();
  EXPECT_EQ(pool.used(), 0U);
}

TEST_F(TraceLinksTest, SpansGoWithTheirUses) {
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    const std::uint32_t span = links.Start({}, i, kNone, 0, StepKind::kTask);
    AddUse(span, i, Side::kOutput);
    links.End(span);
  }
  EXPECT_LT(links.spans().size(), 1024U + 64 + 1);
  links.DropEvidence();
  EXPECT_EQ(links.spans().size(), 64U);
}

}  // namespace
}  // namespace spanloom
