#ifndef SPANLOOM_ENGINE_CONTENT_GAPS_H_
#define SPANLOOM_ENGINE_CONTENT_GAPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "conventions/span_reader.h"

namespace spanloom {

// Counts the spans that show no content, by the reason and by the scope that recorded them, so that whoever misses
// links learns where to look. Beyond kMaxScopes, scopes are counted together, without a name. Not thread-safe.
class ContentGaps {
 public:
  static constexpr std::size_t kMaxScopes = 64;

  // `scope` is the fields of a message ScopeSpans. O(size of the scope).
  void Count(std::string_view scope, Gap gap);

  // Appends [{ "scope", "reason", "spans" }], in the order of the scopes' names.
  void AppendJson(Bytes& out) const;

 private:
  std::map<std::string, std::array<std::uint64_t, kGaps>, std::less<>> counts_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_CONTENT_GAPS_H_
