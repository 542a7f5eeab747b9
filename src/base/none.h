#ifndef SPANLOOM_BASE_NONE_H_
#define SPANLOOM_BASE_NONE_H_

#include <cstdint>

namespace spanloom {

// "No index". Tables refer to entries by 32-bit indexes, which stay valid when a table grows.
constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace spanloom

#endif  // SPANLOOM_BASE_NONE_H_
