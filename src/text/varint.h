#ifndef SPANLOOM_TEXT_VARINT_H_
#define SPANLOOM_TEXT_VARINT_H_

#include <cstdint>

namespace spanloom {

// Reads the compressed tables in this folder: unsigned numbers of seven bits per byte, lowest first (LEB128). The
// tables are part of the program, so nothing is checked.
class VarintReader {
 public:
  explicit VarintReader(const unsigned char* at) : at_(at) {}

  // Not inlined, for size.
  [[gnu::noinline]] std::uint32_t Next() {
    std::uint32_t number = 0;
    for (int shift = 0;; shift += 7) {
      number |= (*at_ & 0x7FU) << shift;
      if (*at_++ < 0x80) return number;
    }
  }

  // Reads a signed number, with its sign in the lowest bit (zigzag).
  std::uint32_t NextZigzag() {
    const std::uint32_t number = Next();
    return (number >> 1) ^ (0 - (number & 1));
  }

 private:
  const unsigned char* at_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_VARINT_H_
