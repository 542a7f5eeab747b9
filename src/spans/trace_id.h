#ifndef SPANLOOM_SPANS_TRACE_ID_H_
#define SPANLOOM_SPANS_TRACE_ID_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace spanloom {

using TraceId = std::array<char, 16>;

// Returns the bytes of an id that the event log holds as words, most significant byte first. O(kBytes).
template <std::size_t kBytes>
std::array<char, kBytes> IdFromWords(const std::uint32_t* words) {
  std::array<char, kBytes> id;
  for (std::size_t i = 0; i < kBytes; ++i) id[i] = static_cast<char>(words[i / 4] >> (24 - i % 4 * 8));
  return id;
}

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_TRACE_ID_H_
