#ifndef SPANLOOM_TEXT_SHORT_TEXTS_H_
#define SPANLOOM_TEXT_SHORT_TEXTS_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/id_map.h"
#include "base/none.h"
#include "base/word.h"

namespace spanloom {

// Remembers the newest texts that are too short for fingerprints, and finds them inside longer texts. A filter of 16
// Kbit on the first eight bytes rejects most positions. At least the newest kMaxTexts texts are known, at most twice as
// many.
//
// Add() is O(1) amortised, FindIn() O(text). Not thread-safe.
class ShortTexts {
 public:
  static constexpr std::uint32_t kMaxTexts = 256;
  static constexpr std::uint32_t kMaxSameStart = 8;
  static constexpr std::uint32_t kMinBytes = 8;  // bytes

  // Makes a text of at least kMinBytes bytes the newest.
  void Add(std::uint32_t number, std::string_view text);

  // Calls `visit(number, at)` for each position `at` where a known text may occur, because its first eight bytes do. Of
  // texts with the same first bytes, only the newest kMaxSameStart are visited.
  template <typename Visit>
  void FindIn(std::string_view text, Visit&& visit) const {
    if (known_.size() == 0 || text.size() < kMinBytes) return;
    for (std::uint32_t at = 0; at + kMinBytes <= text.size(); ++at) {
      const std::uint64_t head = WordAt(text.data() + at);
      const std::uint32_t bit = BitOf(head);
      if ((bits_[bit / 32] >> bit % 32 & 1) == 0) continue;
      std::uint32_t left = kMaxSameStart;
      for (std::uint32_t i = by_head_.Find(head); i != kNone && left > 0; i = known_[i].next, --left) {
        visit(known_[i].number, at);
      }
    }
  }

  void Clear();

 private:
  static constexpr std::uint32_t kBits = 1 << 14;

  struct Known {
    std::uint64_t head;
    std::uint32_t number;
    std::uint32_t next;  // an older one with the same first bytes
  };

  static std::uint32_t BitOf(std::uint64_t head) {
    return static_cast<std::uint32_t>((head * 0x9E3779B97F4A7C15) >> 32) % kBits;
  }
  void Insert(std::uint32_t number, std::uint64_t head);
  void Refresh();

  Array<Known> known_;  // oldest first
  IdMap by_head_;
  IdMap by_number_;
  Array<std::uint32_t> bits_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_SHORT_TEXTS_H_
