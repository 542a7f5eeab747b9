#ifndef SPANLOOM_TEXT_ENTITIES_H_
#define SPANLOOM_TEXT_ENTITIES_H_

#include <cstdint>

namespace spanloom {

// Returns the letter or digit with this HTML 4 name, such as `szlig`, or the letter composed from a name such as
// `eacute`; 0 if there is none. `name` holds the name in lower case, its first letter in the lowest byte. O(1). The
// first call decodes a table of 200 names into memory that lives as long as the program.
std::uint32_t NamedLetter(std::uint64_t name);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_ENTITIES_H_
