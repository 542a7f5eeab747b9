#include "engine/normal_places.h"

namespace spanloom {

void NormalPlaces::Clear() {
  if (node_ == kNone) return;
  node_ = kNone;
  store_.Clear();
}

UnitRange NormalPlaces::Locate(const JsonTree& tree, std::uint32_t node, std::uint32_t at, std::uint32_t length) {
  if (node_ != node) {
    Clear();
    node_ = node;
    Normalize(tree.Text(tree.nodes()[node]), normal_);
    number_ = store_.Add(1, normal_, false, false);
  }
  return {store_.UnitAt(number_, at), store_.UnitAfter(number_, at + length)};
}

}  // namespace spanloom
