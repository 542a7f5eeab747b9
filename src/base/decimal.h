#ifndef SPANLOOM_BASE_DECIMAL_H_
#define SPANLOOM_BASE_DECIMAL_H_

#include <cstdint>

#include "base/bytes.h"

namespace spanloom {

// Appends the decimal digits of `value`. 64-bit divisions are slow, so it is cut into pieces of nine digits first.
void AppendDecimal(Bytes& out, std::uint64_t value);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_DECIMAL_H_
