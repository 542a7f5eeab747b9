#ifndef SPANLOOM_POLICY_LIMITS_H_
#define SPANLOOM_POLICY_LIMITS_H_

#include <cstdint>

namespace spanloom {

// How many uses of one object `flow` keeps and looks at on each side, the newest.
constexpr std::uint32_t kUsesPerSide = 16;

// Links of one span; the rest is counted in `dropped_links_count`.
constexpr std::uint32_t kLinksPerSpan = 128;

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LIMITS_H_
