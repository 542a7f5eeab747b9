#include "links/path.h"

#include <array>
#include <cstddef>

#include "base/features.h"
#include "base/path_step.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxDepth = 64;

}  // namespace

void AppendPath(Bytes& out, const TraceLinks& links, UseRef use, const Strings& strings) {
  if (!links.IsLive(use)) return;
  std::array<std::uint32_t, kMaxDepth> steps;
  std::size_t count = 0;
  for (std::uint32_t at = use.index; at != kNone; at = links.ParentOf(links.use(at))) {
    if (count == kMaxDepth) return;
    steps[count++] = at;
  }
  const Use& root = links.use(steps[count - 1]);
  if (!root.is_whole) return;
  const bool is_private = (links.spans()[root.span].private_names >> static_cast<unsigned>(root.side) & 1) != 0;

  if constexpr (kIsEngine) {
    out.Append(links.roots()[root.key & kIndexMask]);
    --count;
  } else {
    out.Push('$');
  }
  while (count > 0) {
    const std::uint32_t key = links.use(steps[--count]).key;
    if (key == kNone) continue;
    const bool is_interned = (key & kInterned) != 0;
    if (!is_interned && (key & kIndexKey) != 0) {
      AppendPathIndex(out, key & kIndexMask);
    } else if (is_private) {
      out.Append(".*");
    } else {
      AppendPathName(out, is_interned ? strings[key] : links.keys()[key]);
    }
  }
}

}  // namespace spanloom
