#ifndef SPANLOOM_BASE_TEXT_HASH_H_
#define SPANLOOM_BASE_TEXT_HASH_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/hash.h"

namespace spanloom {

// A 64-bit hash for texts of any length. O(text), with one multiplication per eight bytes. Every build computes the
// same hash. Lineage sends it to other processes, so a change needs a new version of lineage
// (policy/lineage_payload.h).
inline std::uint64_t HashText(std::string_view text) {
  constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;
  std::uint64_t key = 0xC2B2AE3D27D4EB4F;
  std::uint64_t hash = 0;
  // Multiplies the halves of each word, so that any bit affects most of the sum. The key differs per word, so that
  // swapping two words changes the hash.
  const auto add = [&](std::uint64_t word) {
    const std::uint64_t mixed = word ^ key;
    hash = std::rotl(hash, 29) + (mixed & 0xFFFFFFFF) * (mixed >> 32) + word;
    key += kStep;
  };

  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    add(word);
  }
  if (left >= 4) {
    std::uint32_t first;
    std::uint32_t last;
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + left - sizeof last, sizeof last);
    add(first | std::uint64_t{last} << 32);
  } else if (left > 0) {
    const auto byte = [&](std::size_t index) { return std::uint64_t{static_cast<unsigned char>(at[index])}; };
    add(byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16);
  }
  return MixBits(hash + text.size() * kStep);
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_TEXT_HASH_H_
