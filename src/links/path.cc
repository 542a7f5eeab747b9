#include "links/path.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "base/decimal.h"
#include "base/features.h"
#include "base/json_string.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxDepth = 64;

bool IsIdentifier(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_digit = name[i] >= '0' && name[i] <= '9';
    if (!is_letter(name[i]) && (i == 0 || !is_digit)) return false;
  }
  return !name.empty();
}

void AppendIndex(Bytes& out, std::uint32_t index) {
  out.Push('[');
  AppendDecimal(out, index);
  out.Push(']');
}

void AppendName(Bytes& out, std::string_view name) {
  if (IsIdentifier(name)) {
    out.Push('.');
    out.Append(name);
    return;
  }
  out.Push('[');
  AppendJsonString(out, name);
  out.Push(']');
}

}  // namespace

// The tracer needs them here only; two more functions would make it larger.
#if SPANLOOM_ENGINE
void AppendPathIndex(Bytes& out, std::uint32_t index) { AppendIndex(out, index); }
void AppendPathName(Bytes& out, std::string_view name) { AppendName(out, name); }
#endif

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
  if (links.spans()[root.span].is_remote) return;
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
      AppendIndex(out, key & kIndexMask);
    } else if (is_private) {
      out.Append(".*");
    } else {
      AppendName(out, is_interned ? strings[key] : links.keys()[key]);
    }
  }
}

}  // namespace spanloom
