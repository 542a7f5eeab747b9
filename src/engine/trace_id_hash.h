#ifndef SPANLOOM_ENGINE_TRACE_ID_HASH_H_
#define SPANLOOM_ENGINE_TRACE_ID_HASH_H_

#include <cstddef>

#include "base/ids.h"
#include "base/text_hash.h"

namespace spanloom {

struct TraceIdHash {
  std::size_t operator()(const TraceId& id) const { return static_cast<std::size_t>(HashText({id.data(), id.size()})); }
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TRACE_ID_HASH_H_
