#include "links/span_tree.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace spanloom {
namespace {

TEST(SpanTree, AncestorsInARandomForest) {
  std::mt19937 random(9);
  ChunkPool pool;
  SpanTree tree(pool);
  std::vector<std::uint32_t> spans;
  for (std::uint32_t i = 0; i < 600; ++i) {
    // Mostly chains, so that the tree becomes deep.
    const std::uint32_t parent =
        spans.empty() || random() % 50 == 0 ? kNone : spans[i - 1 - random() % std::min(i, 3U)];
    spans.push_back(tree.Start({}, i + 1, parent, 0, StepKind::kTask, i + 1));
  }
  for (const std::uint32_t upper : spans) {
    for (const std::uint32_t lower : spans) {
      bool expected = false;
      for (std::uint32_t at = tree[lower].parent; at != kNone; at = tree[at].parent) expected = expected || at == upper;
      ASSERT_EQ(tree.IsAncestor(upper, lower), expected);
    }
  }
}

TEST(SpanTree, KeepsWhatIsReferredToAndALittleMore) {
  ChunkPool pool;
  SpanTree tree(pool);
  const std::uint32_t root = tree.Start({}, 1, kNone, 0, StepKind::kTask, 1);
  const std::uint32_t child = tree.Start({}, 2, root, 0, StepKind::kTask, 2);
  tree.End(root, 3);
  EXPECT_EQ(tree.FindEnded(1), root);
  for (std::uint32_t i = 0; i < 1000; ++i) tree.End(tree.Start({}, 10 + i, kNone, 0, StepKind::kTask, 3 + i), 3 + i);
  EXPECT_EQ(tree.FindEnded(1), kNone);
  EXPECT_TRUE(tree.IsAncestor(root, child));  // its child is open
  EXPECT_LT(tree.size(), 100U);
  tree.End(child, 1500);
  for (std::uint32_t i = 0; i < 1000; ++i)
    tree.End(tree.Start({}, 5000 + i, kNone, 0, StepKind::kTask, 2000 + i), 2000 + i);
  EXPECT_LE(tree.size(), 64U);
}

}  // namespace
}  // namespace spanloom
