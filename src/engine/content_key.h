#ifndef SPANLOOM_ENGINE_CONTENT_KEY_H_
#define SPANLOOM_ENGINE_CONTENT_KEY_H_

#include <cstdint>

#include "base/hash.h"
#include "log/records.h"

namespace spanloom {

// The key in an IdMap of a content on a side of a span; see ContentId().
inline std::uint64_t ContentKey(std::uint64_t content, Side side) {
  return MixBits(content * 2 + static_cast<unsigned>(side)) | 1;
}

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_CONTENT_KEY_H_
