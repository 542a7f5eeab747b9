#ifndef SPANLOOM_LINKS_EXCERPT_TABLE_H_
#define SPANLOOM_LINKS_EXCERPT_TABLE_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "links/use.h"

namespace spanloom {

// A stretch of a producer's text that an input contained inside a longer text.
struct Excerpt {
  std::uint32_t next;  // an older excerpt of the same text
  std::uint32_t span;  // the consumer; the node may be reused since, see `started_at`
  std::uint32_t started_at;
  std::uint32_t producer;
  std::uint32_t producer_started_at;
  Side from;
  bool is_all;  // the whole text
  std::uint32_t start;
  std::uint32_t end;
};

// The excerpts of one trace by the object of the text. Keeps the newest kMaxPerText excerpts of each text. At
// kMaxExcerpts, drops all of them: the history rule then keeps links it would otherwise leave out. Not thread-safe.
class ExcerptTable {
 public:
  // Adds an excerpt and returns how many others were dropped. O(kMaxPerText).
  std::size_t Add(std::uint64_t object, Excerpt taking);

  // Whether `test` is true of any of an object's excerpts. O(kMaxPerText).
  template <typename Test>
  bool Any(std::uint64_t object, Test&& test) const {
    for (std::uint32_t at = newest_.Find(object); at != kNone; at = excerpts_[at].next) {
      if (test(excerpts_[at])) return true;
    }
    return false;
  }

  std::size_t bytes() const { return excerpts_.bytes() + newest_.bytes(); }

  void Clear();

 private:
  static constexpr std::uint32_t kMaxPerText = 64;
  static constexpr std::size_t kMaxExcerpts = 1 << 16;  // 2.5 MB

  Array<Excerpt> excerpts_;
  IdMap newest_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_EXCERPT_TABLE_H_
