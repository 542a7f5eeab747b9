#ifndef SPANLOOM_BASE_BIG_NUMBER_H_
#define SPANLOOM_BASE_BIG_NUMBER_H_

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace spanloom {

// An unsigned integer of a fixed number of 32-bit words, lowest first. Large enough for the numerator and denominator
// of every double. Operands must have the same number of words, and results must fit; carries beyond are lost. Each
// operation is O(words); nothing allocates memory.
class BigNumber {
 public:
  static constexpr std::size_t kMaxWords = 38;

  BigNumber(std::size_t words, std::uint64_t value) : words_(words) {
    assert(words >= 2 && words <= kMaxWords);
    word_[0] = static_cast<std::uint32_t>(value);
    word_[1] = static_cast<std::uint32_t>(value >> 32);
  }

  void Multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < words_; ++i) {
      carry += std::uint64_t{word_[i]} * factor;
      word_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }

  // Multiplies by 2^bits.
  void ShiftLeft(std::uint32_t bits) {
    for (; bits >= 31; bits -= 31) Multiply(std::uint32_t{1} << 31);
    Multiply(std::uint32_t{1} << bits);
  }

  // Compares *this + addend with other: -1, 0 or 1.
  int CompareSum(const BigNumber& addend, const BigNumber& other) const {
    assert(addend.words_ == words_ && other.words_ == words_);
    std::int64_t difference = 0;
    bool is_zero = true;
    for (std::size_t i = 0; i < words_; ++i) {
      difference += std::int64_t{word_[i]} + addend.word_[i] - other.word_[i];
      is_zero = is_zero && static_cast<std::uint32_t>(difference) == 0;
      difference >>= 32;
    }
    return difference < 0 ? -1 : is_zero ? 0 : 1;
  }

  // `other` must not be larger.
  void Subtract(const BigNumber& other) {
    assert(other.words_ == words_);
    std::int64_t difference = 0;
    for (std::size_t i = 0; i < words_; ++i) {
      difference += std::int64_t{word_[i]} - other.word_[i];
      word_[i] = static_cast<std::uint32_t>(difference);
      difference >>= 32;
    }
  }

 private:
  std::size_t words_;
  std::array<std::uint32_t, kMaxWords> word_{};
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_BIG_NUMBER_H_
