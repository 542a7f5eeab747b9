#include "engine/tree_cache.h"

#include <utility>

namespace spanloom {

TreeCache::Read TreeCache::ReadValue(std::uint64_t place, std::uint32_t span, std::string_view value) {
  if (value.size() < kMinBytes) {
    if (!small_.ReadJson(value)) small_.ReadText(value);
    return {small_, kNone, 0};
  }
  Slot& slot = SlotOf(place);
  slot.used_at = ++now_;
  const bool is_json = slot.value.empty() ? slot.tree.ReadJson(value) : slot.tree.ReadJsonAfter(slot.value, value);
  if (!is_json) slot.tree.ReadText(value);
  slot.value = is_json ? value : std::string_view();
  return {slot.tree, std::exchange(slot.span, span), slot.tree.kept_nodes()};
}

// Returns the slot of a place, or takes the one that was not used for longest.
TreeCache::Slot& TreeCache::SlotOf(std::uint64_t place) {
  Slot* oldest = slots_.data();
  for (Slot& slot : slots_) {
    if (slot.place == place) return slot;
    if (slot.used_at < oldest->used_at) oldest = &slot;
  }
  oldest->place = place;
  oldest->value = {};
  oldest->span = kNone;
  return *oldest;
}

void TreeCache::Clear() {
  for (Slot& slot : slots_) {
    slot.place = 0;
    slot.value = {};
    slot.used_at = 0;
  }
  now_ = 0;
}

}  // namespace spanloom
