#include "base/decimal.h"

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "base/big_number.h"

namespace spanloom {
namespace {

constexpr int kMaxDigits = 17;
constexpr double kLog10Of2 = 0.30102999566398119521;

// 0.d1d2d3... * 10^exponent
struct Digits {
  std::array<char, kMaxDigits + 1> digit;
  int count = 0;
  int exponent = 0;
};

// Returns the fewest digits that identify a positive double. R. G. Burger and R. K. Dybvig, "Printing floating-point
// numbers quickly and accurately" (1996): r / s is the value; above / s and below / s are half the distances to its
// neighbours. All are doubled where the lower neighbour is nearer.
Digits ShortestDigits(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const int biased = static_cast<int>(bits >> 52);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
  const std::uint64_t mantissa = biased == 0 ? fraction : fraction | std::uint64_t{1} << 52;
  const int power = (biased == 0 ? 1 : biased) - 1075;
  const bool is_even = mantissa % 2 == 0;
  const std::uint32_t uneven = fraction == 0 && biased > 1 ? 1 : 0;
  const auto up = static_cast<std::uint32_t>(power > 0 ? power : 0);
  const auto down = static_cast<std::uint32_t>(power < 0 ? -power : 0);

  const std::size_t words = (up + down + 64 + 32) / 32 + 1;
  const BigNumber zero(words, 0);
  BigNumber r(words, mantissa);
  BigNumber s(words, 1);
  BigNumber above(words, 1);
  BigNumber below(words, 1);
  r.ShiftLeft(up + 1 + uneven);
  s.ShiftLeft(down + 1 + uneven);
  above.ShiftLeft(up + uneven);
  below.ShiftLeft(up);

  Digits result;
  // Estimated from the power of two, so it may be one too low.
  int exponent =
      static_cast<int>(std::ceil((power + static_cast<int>(std::bit_width(mantissa)) - 1) * kLog10Of2 - 1e-10));
  for (int i = 0; i < exponent; ++i) s.Multiply(10);
  for (int i = exponent; i < 0; ++i) {
    r.Multiply(10);
    above.Multiply(10);
    below.Multiply(10);
  }
  if (r.CompareSum(above, s) >= (is_even ? 0 : 1)) {
    ++exponent;
    s.Multiply(10);
  }
  result.exponent = exponent;

  for (;;) {
    r.Multiply(10);
    above.Multiply(10);
    below.Multiply(10);
    char digit = '0';
    for (; r.CompareSum(zero, s) >= 0; ++digit) r.Subtract(s);
    const bool is_low = r.CompareSum(zero, below) < (is_even ? 1 : 0);
    const bool is_high = r.CompareSum(above, s) >= (is_even ? 0 : 1);
    const int half = r.CompareSum(r, s);
    const bool is_nearer_above = half > 0 || (half == 0 && digit % 2 != 0);
    if (is_high && (!is_low || is_nearer_above)) ++digit;
    result.digit[static_cast<std::size_t>(result.count++)] = digit;
    if (is_low || is_high) return result;
  }
}

}  // namespace

void AppendDecimal(Bytes& out, std::uint64_t value) {
  constexpr std::uint32_t kPiece = 1'000'000'000;
  std::array<char, 27> digits;
  char* const end = digits.data() + digits.size();
  char* at = end;
  while (value >= kPiece) {
    auto piece = static_cast<std::uint32_t>(value % kPiece);
    value /= kPiece;
    for (int i = 0; i < 9; ++i, piece /= 10) *--at = static_cast<char>('0' + piece % 10);
  }
  auto rest = static_cast<std::uint32_t>(value);
  do {
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  out.Append({at, static_cast<std::size_t>(end - at)});
}

void AppendDouble(Bytes& out, double value) {
  assert(std::isfinite(value));
  if (std::signbit(value)) out.Push('-');
  value = std::fabs(value);
  if (value == 0) return out.Push('0');
  const Digits digits = ShortestDigits(value);
  const bool is_plain = digits.exponent > -6 && digits.exponent <= 21;
  const int point = is_plain ? digits.exponent : 1;  // the number of digits before the point
  if (point <= 0) out.Append("0.");
  for (int i = point; i < 0; ++i) out.Push('0');
  for (int i = 0; i < digits.count || i < point; ++i) {
    if (i == point && i > 0) out.Push('.');
    out.Push(i < digits.count ? digits.digit[static_cast<std::size_t>(i)] : '0');
  }
  if (is_plain) return;
  const int exponent = digits.exponent - 1;
  out.Append(exponent < 0 ? "e-" : "e+");
  AppendDecimal(out, static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent));
}

}  // namespace spanloom
