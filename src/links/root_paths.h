#ifndef SPANLOOM_LINKS_ROOT_PATHS_H_
#define SPANLOOM_LINKS_ROOT_PATHS_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"

namespace spanloom {

// The places of whole values in recorded spans: "gen_ai.input.messages[0].parts[0].content". In the engine, the key of
// a whole value's use is an index of this list. Not thread-safe.
class RootPaths {
 public:
  // Returns the index of a path by its hash, or kNone.
  std::uint32_t Find(std::uint64_t hash) const { return by_hash_.Find(hash | 1); }

  // Adds a path that Find() does not know, and returns its index. O(length).
  std::uint32_t Add(std::uint64_t hash, std::string_view path) {
    text_.Append(path);
    ends_.Add(static_cast<std::uint32_t>(text_.size()));
    const auto index = static_cast<std::uint32_t>(ends_.size()) - 1;
    by_hash_.Put(hash | 1, index);
    return index;
  }

  // Valid until the next Add().
  std::string_view operator[](std::uint32_t index) const {
    const std::uint32_t start = index == 0 ? 0 : ends_[index - 1];
    return text_.view(start, ends_[index] - start);
  }

  void Clear() {
    constexpr std::size_t kKeptPaths = 4096;
    ends_.Clear(kKeptPaths);
    by_hash_.Clear();
    text_.Clear(kKeptPaths * 32);
  }

 private:
  Array<std::uint32_t> ends_;
  Bytes text_;
  IdMap by_hash_;
};

// In builds that have none.
struct NoRootPaths {
  std::string_view operator[](std::uint32_t) const { return {}; }
  static void Clear() {}
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_ROOT_PATHS_H_
