#ifndef SPANLOOM_ENGINE_NORMAL_PLACES_H_
#define SPANLOOM_ENGINE_NORMAL_PLACES_H_

#include <cstdint>

#include "base/none.h"
#include "engine/source_map.h"
#include "structure/json_tree.h"
#include "text/normalize.h"
#include "text/text_store.h"

namespace spanloom {

// Maps runs of the normal form of a tree's strings to the strings. Keeps the normal form of the last one. Not
// thread-safe.
class NormalPlaces {
 public:
  // Forgets the tree before; call it when the tree is read anew.
  void Clear();

  // Returns where a run of bytes of a string's normal form is in the string. O(text).
  UnitRange Locate(const JsonTree& tree, std::uint32_t node, std::uint32_t at, std::uint32_t length);

 private:
  std::uint32_t node_ = kNone;  // its text is the one in store_
  std::uint32_t number_ = 0;
  NormalText normal_;
  TextLimits limits_;
  TextStore store_{limits_};
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_NORMAL_PLACES_H_
