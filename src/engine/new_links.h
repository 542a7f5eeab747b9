#ifndef SPANLOOM_ENGINE_NEW_LINKS_H_
#define SPANLOOM_ENGINE_NEW_LINKS_H_

#include <cstddef>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"

namespace spanloom {

// Tells links that a span has already, because it was linked before, from new ones. Links are equal if they point at
// the same span and their attributes `from` and `to` are equal. Not thread-safe.
class NewLinks {
 public:
  // Appends the links in `found` (fields 13 of the message Span) to `out`: those that `span` does not have, then the
  // others. Returns the size of the first. `span` is a well-formed message Span. O(span + links * links it has).
  std::size_t Split(std::string_view span, std::string_view found, Bytes& out);

 private:
  struct Link {
    std::string_view trace_id;
    std::string_view span_id;
    std::string_view from;
    std::string_view to;
    bool operator==(const Link&) const = default;
  };
  static Link ReadLink(std::string_view message);

  Array<Link> known_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_NEW_LINKS_H_
