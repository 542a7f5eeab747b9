#ifndef SPANLOOM_BASE_HASH_H_
#define SPANLOOM_BASE_HASH_H_

#include <cstdint>
#include <string_view>

namespace spanloom {

// Mixes a 64-bit number so that each bit of `value` affects every bit of the result. A bijection: the finaliser of
// MurmurHash3. O(1).
constexpr std::uint64_t MixBits(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCD;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53;
  value ^= value >> 33;
  return value;
}

// FNV-1a, for keys of a few bytes: property names, words. O(length). For longer texts HashText() in text_hash.h is
// faster. Not inlined, for size.
[[gnu::noinline]] constexpr std::uint64_t HashKey(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3;
  }
  return hash;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_HASH_H_
