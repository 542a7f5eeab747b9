#ifndef SPANLOOM_BASE_FEATURES_H_
#define SPANLOOM_BASE_FEATURES_H_

namespace spanloom {

// Whether the core can link by content, structure and text. What does not need it can be half as large without.
#ifndef SPANLOOM_CONTENT
#define SPANLOOM_CONTENT 1
#endif
inline constexpr bool kHasContent = SPANLOOM_CONTENT != 0;

}  // namespace spanloom

#endif  // SPANLOOM_BASE_FEATURES_H_
