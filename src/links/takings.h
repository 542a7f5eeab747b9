#ifndef SPANLOOM_LINKS_TAKINGS_H_
#define SPANLOOM_LINKS_TAKINGS_H_

#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "links/use.h"

namespace spanloom {

// That an input contained bytes of somebody's text, in the midst of others.
struct Taking {
  std::uint32_t next;  // an older one of the same text
  std::uint32_t span;  // whose input; its node may be another span's by now, of another `started_at`
  std::uint32_t started_at;
  std::uint32_t producer;
  Side from;
  bool is_all;  // of the text
  std::uint32_t start;
  std::uint32_t end;
};

// The takings of one trace, by the object whose text it is. Bounded: too many, and all are forgotten.
class Takings {
 public:
  // O(1).
  void Add(std::uint64_t object, Taking taking) {
    if (takings_.size() == kMost) Clear();
    taking.next = newest_.Find(object);
    newest_.Put(object, static_cast<std::uint32_t>(takings_.size()));
    takings_.Add(taking);
  }

  // Whether `test` is true of any of an object's takings. O(takings of the object).
  template <typename Test>
  bool Any(std::uint64_t object, Test&& test) const {
    for (std::uint32_t at = newest_.Find(object); at != kNone; at = takings_[at].next) {
      if (test(takings_[at])) return true;
    }
    return false;
  }

  void Clear() {
    takings_.Clear(kKept);
    newest_.Clear();
  }

 private:
  static constexpr std::size_t kMost = 1 << 16;
  static constexpr std::size_t kKept = 256;

  Array<Taking> takings_;
  IdMap newest_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_TAKINGS_H_
