#ifndef SPANLOOM_BASE_WORD_H_
#define SPANLOOM_BASE_WORD_H_

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace spanloom {

// Eight bytes of a text as one number, to test all of them at once. The first byte is the lowest one: every target is
// little-endian. All functions are O(1) and accept addresses of any alignment.

// Multiply a byte by kByteOnes to repeat it in all eight places.
inline constexpr std::uint64_t kByteOnes = 0x0101010101010101;
inline constexpr std::uint64_t kByteHighBits = 0x8080808080808080;

inline std::uint64_t WordAt(const void* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Reads `count` bytes, 1 to 7, and nothing beyond them. The other bytes of the result are 0.
// Not inlined, for size: a text needs it once, at its end.
[[gnu::noinline]] inline std::uint64_t PartialWordAt(const char* at, std::size_t count) {
  assert(count > 0 && count < sizeof(std::uint64_t));
  constexpr std::size_t kHalf = sizeof(std::uint32_t);
  if (count >= kHalf) {
    std::uint32_t low;
    std::uint32_t high;
    std::memcpy(&low, at, kHalf);
    std::memcpy(&high, at + count - kHalf, kHalf);
    return low | std::uint64_t{high} << (8 * (count - kHalf));
  }
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); };
  return byte(0) | byte(count / 2) | byte(count - 1);
}

// Returns how many of the first `limit` bytes of `a` and `b` are equal. O(limit), eight bytes at a time.
inline std::size_t CommonBytes(const char* a, const char* b, std::size_t limit) {
  std::size_t size = 0;
  for (; size + 8 <= limit; size += 8) {
    const std::uint64_t differing = WordAt(a + size) ^ WordAt(b + size);
    if (differing != 0) return size + static_cast<std::size_t>(std::countr_zero(differing)) / 8;
  }
  while (size < limit && a[size] == b[size]) ++size;
  return size;
}

// The functions below mark bytes: they set the high bit of each byte that passes the test. They are exact up to the
// first such byte; bytes after it may be marked wrongly. The low bits are arbitrary: combine tests, then apply
// kByteHighBits.

// Marks the bytes that are 0.
inline std::uint64_t ZeroBytes(std::uint64_t word) { return (word - kByteOnes) & ~word; }

// Marks the bytes that equal `byte`.
inline std::uint64_t EqualBytes(std::uint64_t word, char byte) {
  return ZeroBytes(word ^ (kByteOnes * static_cast<unsigned char>(byte)));
}

// Marks the ASCII control characters, which are below 0x20.
inline std::uint64_t ControlBytes(std::uint64_t word) { return (word - kByteOnes * 0x20) & ~word; }

}  // namespace spanloom

#endif  // SPANLOOM_BASE_WORD_H_
