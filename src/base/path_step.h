#ifndef SPANLOOM_BASE_PATH_STEP_H_
#define SPANLOOM_BASE_PATH_STEP_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Append one step of a path: `[2]`, and `.name` or `["a b"]`. O(length).
void AppendPathIndex(Bytes& out, std::uint32_t index);
void AppendPathName(Bytes& out, std::string_view name);

}  // namespace spanloom

#endif  // SPANLOOM_BASE_PATH_STEP_H_
