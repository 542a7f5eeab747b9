#include "text/short_texts.h"

namespace spanloom {

void ShortTexts::Add(std::uint32_t number, std::string_view text) {
  const std::uint32_t newest = (next_ + kMost - 1) % kMost;
  if (numbers_[newest] == number) return;
  for (std::uint32_t& known : numbers_) {
    if (known == number) known = kNone;
  }
  numbers_[next_] = number;
  heads_[next_] = HeadOf(text.data());
  next_ = (next_ + 1) % kMost;
  ++count_;
  bits_.fill(0);
  for (std::uint32_t i = 0; i < kMost; ++i) {
    const std::uint32_t bit = BitOf(heads_[i]);
    if (numbers_[i] != kNone) bits_[bit / 32] |= std::uint32_t{1} << bit % 32;
  }
}

}  // namespace spanloom
