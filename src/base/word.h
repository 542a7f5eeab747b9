#ifndef SPANLOOM_BASE_WORD_H_
#define SPANLOOM_BASE_WORD_H_

#include <cstdint>
#include <cstring>

namespace spanloom {

// The eight bytes at an address of any alignment.
inline std::uint64_t WordAt(const void* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_WORD_H_
