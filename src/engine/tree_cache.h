#ifndef SPANLOOM_ENGINE_TREE_CACHE_H_
#define SPANLOOM_ENGINE_TREE_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/none.h"
#include "structure/json_tree.h"

namespace spanloom {

// Reads the values of a trace's spans. Each call of a model repeats the conversation before it, so the trees of the
// last values are kept, and what the next one begins with is not read again. Not thread-safe.
class TreeCache {
 public:
  struct Read {
    const JsonTree& tree;
    std::uint32_t before;  // the span with the value before, or kNone
    std::uint32_t kept;    // the nodes that come from that value, see JsonTree::kept_nodes()
  };

  // Reads a value of a span. `place` tells which values follow each other: the same attribute of the same step. The
  // tree is valid until the next call; `value` is borrowed until Clear(). O(size of what is new), and one comparison.
  Read ReadValue(std::uint64_t place, std::uint32_t span, std::string_view value);

  // Forgets the values of a trace.
  void Clear();

 private:
  struct Slot {
    std::uint64_t place = 0;
    std::string_view value;  // empty if the tree is that of no JSON
    std::uint32_t span = kNone;
    std::uint32_t used_at = 0;
    JsonTree tree;
  };

  static constexpr std::size_t kMinBytes = 1024;  // smaller values are read again

  Slot& SlotOf(std::uint64_t place);

  std::array<Slot, 8> slots_;
  JsonTree small_;
  std::uint32_t now_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TREE_CACHE_H_
