#ifndef SPANLOOM_LINKS_KEY_TABLE_H_
#define SPANLOOM_LINKS_KEY_TABLE_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"

namespace spanloom {

// Property names of one trace that are not interned for the whole session. Bounded: past the limit every new name is
// "…".
class KeyTable {
 public:
  // The key of a name; long names are cut. Below 2^30. O(length).
  std::uint32_t Add(std::string_view name);

  std::string_view operator[](std::uint32_t key) const;

  std::size_t bytes() const { return by_hash_.bytes() + entries_.bytes() + text_.capacity(); }

  void Clear();

 private:
  struct Entry {
    std::uint32_t start;
    std::uint32_t length;
    std::uint32_t next;  // another name of the same hash
  };

  IdMap by_hash_;
  Array<Entry> entries_;
  Bytes text_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_KEY_TABLE_H_
