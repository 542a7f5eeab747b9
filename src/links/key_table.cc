#include "links/key_table.h"

#include "base/hash.h"
#include "base/none.h"
#include "base/utf8.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxTextBytes = 1 << 20;
constexpr std::size_t kKeptText = 1 << 12;
constexpr std::size_t kKeptEntries = 256;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

}  // namespace

std::uint32_t KeyTable::Add(std::string_view name) {
  name = text_.size() < kMaxTextBytes ? CutUtf8(name, kMaxNameBytes) : kEllipsis;
  const std::uint64_t hash = HashKey(name) | 1;
  const std::uint32_t first = by_hash_.Find(hash);
  for (std::uint32_t key = first; key != kNone; key = entries_[key].next) {
    if ((*this)[key] == name) return key;
  }
  const auto start = static_cast<std::uint32_t>(text_.size());
  AppendUtf8(text_, name);
  const auto key = static_cast<std::uint32_t>(entries_.size());
  entries_.Add({start, static_cast<std::uint32_t>(text_.size()) - start, first});
  by_hash_.Put(hash, key);
  return key;
}

std::string_view KeyTable::operator[](std::uint32_t key) const {
  return text_.view(entries_[key].start, entries_[key].length);
}

void KeyTable::Clear() {
  by_hash_.Clear();
  entries_.Clear(kKeptEntries);
  text_.Clear(kKeptText);
}

}  // namespace spanloom
