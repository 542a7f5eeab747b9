#ifndef SPANLOOM_BASE_DECIMAL_H_
#define SPANLOOM_BASE_DECIMAL_H_

#include <cstdint>

#include "base/bytes.h"

namespace spanloom {

// Appends the decimal digits of `value`. 64-bit divisions are slow, so it is cut into pieces of nine digits first.
void AppendDecimal(Bytes& out, std::uint64_t value);

// Appends the shortest decimal number that reads back as `value`, which is finite, in JavaScript's form: 0.1, 1e+21,
// -0. About a microsecond for common values; fast algorithms need tables of the size of a tenth of the whole core.
void AppendDouble(Bytes& out, double value);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_DECIMAL_H_
