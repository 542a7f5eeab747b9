#ifndef SPANLOOM_BASE_IDS_H_
#define SPANLOOM_BASE_IDS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace spanloom {

// The ids of OpenTelemetry, as bytes. All zero is no id.
using TraceId = std::array<char, 16>;
using SpanId = std::array<char, 8>;

// Returns the bytes of an id that the event log holds as words, most significant byte first. O(kBytes).
template <std::size_t kBytes>
std::array<char, kBytes> IdFromWords(const std::uint32_t* words) {
  std::array<char, kBytes> id;
  for (std::size_t i = 0; i < kBytes; ++i) id[i] = static_cast<char>(words[i / 4] >> (24 - i % 4 * 8));
  return id;
}

// Whether an id is not all zero. O(kBytes).
template <std::size_t kBytes>
bool IsSet(const std::array<char, kBytes>& id) {
  return std::any_of(id.begin(), id.end(), [](char byte) { return byte != 0; });
}

// Returns the id as a number, for maps.
inline std::uint64_t NumberOf(const SpanId& id) {
  std::uint64_t number = 0;
  for (const char byte : id) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_IDS_H_
