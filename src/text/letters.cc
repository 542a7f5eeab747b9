#include "text/letters.h"

#include <cstring>
#include <iterator>

namespace spanloom::letters {
namespace {

#include "text/letters.inc"

constexpr unsigned char kLetter = 1;
constexpr unsigned char kFirstFold = 2;

std::uint32_t ReadNumber(const unsigned char*& at) {
  std::uint32_t number = 0;
  for (int shift = 0;; shift += 7) {
    number |= (*at & 0x7FU) << shift;
    if (*at++ < 0x80) return number;
  }
}

}  // namespace

unsigned char kinds[kEnd];
std::int32_t distances[256];

void Decode() {
  std::uint32_t code_point = 0;
  unsigned char kind = 0;
  for (const unsigned char* at = kLetterRuns; at != std::end(kLetterRuns);) {
    const std::uint32_t length = ReadNumber(at);
    std::memset(kinds + code_point, kind, length);
    code_point += length;
    kind ^= kLetter;
  }
  std::memset(kinds + code_point, kind, kEnd - code_point);

  code_point = 0;
  kind = kFirstFold;
  for (const unsigned char* at = kFoldRuns; at != std::end(kFoldRuns); ++kind) {
    std::uint32_t numbers[3];
    for (std::uint32_t& number : numbers) number = ReadNumber(at);
    const auto [way, count, zigzag] = numbers;
    const bool is_every_other = (way & 1) != 0;
    distances[kind] = static_cast<std::int32_t>((zigzag >> 1) ^ (0 - (zigzag & 1)));
    code_point += way >> 1;
    for (std::uint32_t i = 0; i < count; ++i) {
      kinds[code_point] = kind;
      code_point += i + 1 < count && is_every_other ? 2 : 1;
    }
  }
}

}  // namespace spanloom::letters
