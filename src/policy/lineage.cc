#include "policy/lineage.h"

#include <bit>
#include <cstring>
#include <utility>

#include "base/hash.h"
#include "base/shell_sort.h"
#include "policy/lineage_payload.h"

namespace spanloom {
namespace {

void Append64(Bytes& out, std::uint64_t value) { std::memcpy(out.Extend(sizeof value), &value, sizeof value); }

// An id as two words, the high one first.
void AppendId(Bytes& out, const SpanId& id) { Append64(out, std::rotl(NumberOf(id), 32)); }

// Larger first, so containers before their members. Equal parts stand side by side.
bool ComesBefore(const LineageEntry& one, const LineageEntry& other) {
  if (one.size != other.size) return one.size > other.size;
  if (one.object != other.object) return one.object < other.object;
  return one.is_partial < other.is_partial;
}

bool IsSame(const LineageEntry& one, const LineageEntry& other) {
  return one.object == other.object && one.span == other.span && one.side == other.side;
}

struct ListedSpan {
  SpanId id;
  std::uint32_t depth;
};

std::uint32_t IndexOf(const Array<ListedSpan>& spans, const SpanId& id) {
  for (std::uint32_t i = 0; i < spans.size(); ++i) {
    if (spans[i].id == id) return i;
  }
  return kNone;
}

// Keeps the deepest span first: the receiver puts them above each other in this order.
void AddSpan(Array<ListedSpan>& spans, const ListedSpan& span) {
  spans.Add(span);
  for (std::size_t at = spans.size() - 1; at > 0 && spans[at - 1].depth < span.depth; --at) {
    std::swap(spans[at - 1], spans[at]);
  }
}

}  // namespace

std::uint64_t LineageKey(const TraceId& trace, const SpanId& key_span) {
  const std::uint64_t high = MixBits(LoadValue<std::uint64_t>(trace.data()));
  const std::uint64_t low = MixBits(high + LoadValue<std::uint64_t>(trace.data() + LineageFormat::kIdBytes));
  return MixBits(low + LoadValue<std::uint64_t>(key_span.data()));
}

void WriteLineage(Array<LineageEntry>& entries, const SpanId& parent, std::uint64_t key, Bytes& out) {
  ShellSort(entries, ComesBefore);
  const bool has_parent = IsSet(parent);
  std::size_t left =
      LineageFormat::kMaxBytes - LineageFormat::kHeadBytes - 1 - (has_parent ? LineageFormat::kIdBytes : 0);
  Array<ListedSpan> spans;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LineageEntry entry = entries[i];
    if (chosen > 0 && IsSame(entries[chosen - 1], entry)) continue;
    const bool is_new = IndexOf(spans, entry.span) == kNone;
    const std::size_t needed = LineageFormat::kEntryBytes + (is_new ? LineageFormat::kIdBytes : 0);
    if (needed > left || (is_new && spans.size() == LineageFormat::kMaxSpans)) continue;
    left -= needed;
    entries[chosen++] = entry;
    if (is_new) AddSpan(spans, {entry.span, entry.depth});
  }
  entries.RemoveLast(entries.size() - chosen);
  if (entries.empty() && !has_parent) return;
  out.Push(LineageFormat::kVersion);
  out.Push(static_cast<char>(has_parent ? LineageFormat::kHasParent : 0));
  if (has_parent) AppendId(out, parent);
  out.Push(static_cast<char>(spans.size()));
  for (const ListedSpan& span : spans) AppendId(out, span.id);
  for (const LineageEntry& entry : entries) {
    const unsigned side = entry.side == Side::kInput ? LineageFormat::kIsInput : 0;
    const std::uint64_t bits =
        (entry.is_whole ? 0 : LineageFormat::kIsMember) | (entry.is_origin ? LineageFormat::kIsOrigin : 0);
    out.Push(static_cast<char>(IndexOf(spans, entry.span) | side | (entry.is_partial ? LineageFormat::kIsPartial : 0)));
    Append64(out, ((entry.object & ~kFirstContentId) | bits) ^ key);
  }
}

}  // namespace spanloom
