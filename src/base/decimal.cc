#include "base/decimal.h"

#include <array>
#include <cstddef>

namespace spanloom {

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

}  // namespace spanloom
