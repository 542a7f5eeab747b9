#include "text/short_texts.h"

#include <cassert>
#include <cstddef>
#include <utility>

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 16;

}  // namespace

void ShortTexts::Add(std::uint32_t number, std::string_view text) {
  assert(text.size() >= kMinBytes);
  const std::uint32_t known = by_number_.Find(std::uint64_t{number} + 1);
  // A text in the newer half is new enough.
  if (known != kNone && known + kMaxTexts / 2 >= known_.size()) return;
  if (known_.size() == std::size_t{2} * kMaxTexts) Refresh();
  Insert(number, WordAt(text.data()));
}

void ShortTexts::Insert(std::uint32_t number, std::uint64_t head) {
  if (bits_.empty()) bits_.Fill(kBits / 32, 0);
  const auto index = static_cast<std::uint32_t>(known_.size());
  known_.Add({head, number, by_head_.Find(head)});
  by_head_.Put(head, index);
  by_number_.Put(std::uint64_t{number} + 1, index);
  const std::uint32_t bit = BitOf(head);
  bits_[bit / 32] |= std::uint32_t{1} << bit % 32;
}

// Keeps the newer half, each text once.
void ShortTexts::Refresh() {
  Array<Known> old;
  std::swap(old, known_);
  by_head_.Clear();
  by_number_.Clear();
  bits_.Clear(kBits / 32);
  for (std::size_t i = old.size() - kMaxTexts; i < old.size(); ++i) {
    if (by_number_.Find(std::uint64_t{old[i].number} + 1) == kNone) Insert(old[i].number, old[i].head);
  }
}

void ShortTexts::Clear() {
  known_.Clear(kKeptEntries);
  by_head_.Clear();
  by_number_.Clear();
  bits_.Clear(kKeptEntries);
}

}  // namespace spanloom
