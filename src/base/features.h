#ifndef SPANLOOM_BASE_FEATURES_H_
#define SPANLOOM_BASE_FEATURES_H_

namespace spanloom {

// Whether this build links by content (structure and text). The build without it is half as large.
#ifndef SPANLOOM_CONTENT
#define SPANLOOM_CONTENT 1
#endif
inline constexpr bool kHasContent = SPANLOOM_CONTENT != 0;

// Whether this build is the engine of `spanloom/core`, which links recorded spans and explains the links. The tracer's
// builds do without what only that needs.
#ifndef SPANLOOM_ENGINE
#define SPANLOOM_ENGINE 0
#endif
inline constexpr bool kIsEngine = SPANLOOM_ENGINE != 0;

}  // namespace spanloom

#endif  // SPANLOOM_BASE_FEATURES_H_
