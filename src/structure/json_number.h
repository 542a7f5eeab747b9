#ifndef SPANLOOM_STRUCTURE_JSON_NUMBER_H_
#define SPANLOOM_STRUCTURE_JSON_NUMBER_H_

#include <cstdint>

namespace spanloom {

// The exact value of a JSON number: 1, 1.0, 1e0 and 100e-2 are equal, and so are 0 and -0.
struct JsonNumber {
  std::uint64_t hash;
  std::uint32_t digits;  // significant digits, without leading and trailing zeros; 0 for zero
};

// Reads a number as defined by RFC 8259 and moves `at` past it. Returns false if there is none. O(length).
bool ReadJsonNumber(const char*& at, const char* end, JsonNumber& number);

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_NUMBER_H_
