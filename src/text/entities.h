#ifndef SPANLOOM_TEXT_ENTITIES_H_
#define SPANLOOM_TEXT_ENTITIES_H_

#include <cstdint>

namespace spanloom {

// The letter or digit that HTML 4 calls so, or what is composed of a letter and an accent with HTML's name; else 0.
// A name is its letters, small, from the lowest byte on. O(1).
std::uint32_t NamedLetter(std::uint64_t name);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_ENTITIES_H_
