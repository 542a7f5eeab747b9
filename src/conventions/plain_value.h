#ifndef SPANLOOM_CONVENTIONS_PLAIN_VALUE_H_
#define SPANLOOM_CONVENTIONS_PLAIN_VALUE_H_

#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends a message AnyValue as the JSON value that it stands for: a kvlist becomes an object. Bytes become null: they
// are no evidence. Values nested deeper than 32 levels become null. If `out` holds a value already, a comma comes
// first. O(size).
void AppendPlainValue(std::string_view any, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_PLAIN_VALUE_H_
