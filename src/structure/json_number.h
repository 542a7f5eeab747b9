#ifndef SPANLOOM_STRUCTURE_JSON_NUMBER_H_
#define SPANLOOM_STRUCTURE_JSON_NUMBER_H_

#include <cstdint>

namespace spanloom {

// What a JSON number is worth, exactly: 1, 1.0, 1e0 and 100e-2 are the same, and so are 0 and -0.
struct JsonNumber {
  std::uint64_t hash;
  std::uint32_t digits;  // significant ones: without zeros at the beginning and the end; 0 for zero
};

// Reads the number at `at`, as RFC 8259 has it, and moves behind what was read. False if it is none. O(length).
bool ReadJsonNumber(const char*& at, const char* end, JsonNumber& number);

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_NUMBER_H_
