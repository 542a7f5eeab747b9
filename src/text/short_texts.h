#ifndef SPANLOOM_TEXT_SHORT_TEXTS_H_
#define SPANLOOM_TEXT_SHORT_TEXTS_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/none.h"

namespace spanloom {

// The newest of the texts that are too short for fingerprints, to be found where they stand whole in longer ones.
class ShortTexts {
 public:
  static constexpr std::uint32_t kMost = 64;
  static constexpr std::uint32_t kShortest = 8;  // bytes

  ShortTexts() { numbers_.fill(kNone); }

  // Makes a text the newest.
  void Add(std::uint32_t number, std::string_view text);

  // Calls `visit(number, at)` where a text may stand: its first bytes do. O(text).
  template <typename Visit>
  void FindIn(std::string_view text, Visit&& visit) const {
    if (count_ == 0 || text.size() < kShortest) return;
    for (std::uint32_t at = 0; at + kShortest <= text.size(); ++at) {
      const std::uint64_t head = HeadOf(text.data() + at);
      const std::uint32_t bit = BitOf(head);
      if ((bits_[bit / 32] >> bit % 32 & 1) == 0) continue;
      for (std::uint32_t i = 0; i < kMost; ++i) {
        if (heads_[i] == head && numbers_[i] != kNone) visit(numbers_[i], at);
      }
    }
  }

  void Clear() { *this = ShortTexts(); }

 private:
  static constexpr std::uint32_t kBits = 4096;

  static std::uint64_t HeadOf(const char* at) {
    std::uint64_t head;
    std::memcpy(&head, at, sizeof head);
    return head;
  }
  static std::uint32_t BitOf(std::uint64_t head) {
    return static_cast<std::uint32_t>((head * 0x9E3779B97F4A7C15) >> 32) % kBits;
  }

  std::array<std::uint64_t, kMost> heads_{};
  std::array<std::uint32_t, kMost> numbers_;
  std::array<std::uint32_t, kBits / 32> bits_{};
  std::uint32_t next_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_SHORT_TEXTS_H_
