#include "structure/json_number.h"

#include "base/hash.h"

namespace spanloom {
namespace {

bool IsDigit(const char* at, const char* end) { return at < end && *at >= '0' && *at <= '9'; }

// Collects the significant digits of a number and their hash.
class Digits {
 public:
  void Add(char digit) {
    if (digit == '0') {
      // Leading zeros do not count. Others count only if another digit follows.
      if (count_ > 0) ++zeros_;
      return;
    }
    for (; zeros_ > 0; --zeros_) Append(0);
    Append(static_cast<std::uint64_t>(digit - '0'));
  }

  std::uint32_t count() const { return count_; }
  std::uint64_t zeros() const { return zeros_; }
  std::uint64_t hash() const { return MixBits(hash_ ^ value_) + count_; }

 private:
  void Append(std::uint64_t digit) {
    constexpr std::uint32_t kDigitsOfWord = 19;
    if (count_ > 0 && count_ % kDigitsOfWord == 0) {
      hash_ = MixBits(hash_ ^ value_);
      value_ = 0;
    }
    value_ = value_ * 10 + digit;
    ++count_;
  }

  std::uint64_t hash_ = 0;
  std::uint64_t value_ = 0;
  std::uint64_t zeros_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace

bool ReadJsonNumber(const char*& at, const char* end, JsonNumber& number) {
  constexpr std::uint64_t kSeed = 0xA0761D6478BD642F;
  constexpr std::uint64_t kSign = 0xE7037ED1A0B428DB;
  Digits digits;
  // The exponent of the last digit, modulo 2^64: a number so far out of range needs no exact value.
  std::uint64_t exponent = 0;

  const bool is_negative = at < end && *at == '-';
  if (is_negative) ++at;
  if (!IsDigit(at, end)) return false;
  if (*at == '0') {
    ++at;
  } else {
    for (; IsDigit(at, end); ++at) digits.Add(*at);
  }
  if (at < end && *at == '.') {
    ++at;
    if (!IsDigit(at, end)) return false;
    for (; IsDigit(at, end); ++at, --exponent) digits.Add(*at);
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    ++at;
    const bool is_small = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) ++at;
    if (!IsDigit(at, end)) return false;
    std::uint64_t written = 0;
    for (; IsDigit(at, end); ++at) written = written * 10 + static_cast<std::uint64_t>(*at - '0');
    exponent += is_small ? 0 - written : written;
  }

  number.digits = digits.count();
  number.hash = kSeed;
  if (digits.count() > 0) {
    exponent += digits.zeros();
    number.hash = MixBits(digits.hash() + MixBits(exponent ^ kSeed) + (is_negative ? kSign : 0));
  }
  return true;
}

}  // namespace spanloom
