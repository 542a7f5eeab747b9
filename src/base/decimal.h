#ifndef SPANLOOM_BASE_DECIMAL_H_
#define SPANLOOM_BASE_DECIMAL_H_

#include <cstdint>

#include "base/bytes.h"

namespace spanloom {

// Appends the decimal digits of `value`. O(digits); splits the value into groups of nine digits, because 64-bit
// division is slow in WebAssembly.
void AppendDecimal(Bytes& out, std::uint64_t value);

// Appends the shortest decimal number that parses to `value`, which must be finite, formatted as JavaScript does: 0.1,
// 1e+21, -0. About a microsecond for common values. docs/decisions/own-code.md compares it with Ryu and Dragonbox.
void AppendDouble(Bytes& out, double value);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_DECIMAL_H_
