#ifndef SPANLOOM_ENGINE_RECENT_IDS_H_
#define SPANLOOM_ENGINE_RECENT_IDS_H_

#include <cstddef>
#include <unordered_set>

#include "base/array.h"
#include "base/ids.h"
#include "engine/trace_id_hash.h"

namespace spanloom {

// Remembers the newest kMaxIds ids that were added. O(1) per call. Not thread-safe.
class RecentIds {
 public:
  static constexpr std::size_t kMaxIds = 4096;

  void Add(const TraceId& id) {
    if (!ids_.insert(id).second) return;
    if (order_.size() < kMaxIds) return order_.Add(id);
    ids_.erase(order_[oldest_]);
    order_[oldest_] = id;
    oldest_ = (oldest_ + 1) % kMaxIds;
  }

  bool Has(const TraceId& id) const { return ids_.contains(id); }

 private:
  std::unordered_set<TraceId, TraceIdHash> ids_;
  Array<TraceId> order_;  // a ring, once it is full
  std::size_t oldest_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_RECENT_IDS_H_
