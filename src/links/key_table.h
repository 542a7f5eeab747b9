#ifndef SPANLOOM_LINKS_KEY_TABLE_H_
#define SPANLOOM_LINKS_KEY_TABLE_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"

namespace spanloom {

// The property names of one trace that are not interned for the session. Names are cut to 128 bytes; after 1 MB of
// names, every new name is stored as "…". Not thread-safe.
class KeyTable {
 public:
  // Returns the key of a name, a number below 2^30, and adds the name if it is new. O(length).
  std::uint32_t Add(std::string_view name);

  // Returns the name of a key. The view is valid until the next Add(). O(1).
  std::string_view operator[](std::uint32_t key) const;

  std::size_t bytes() const { return by_hash_.bytes() + entries_.bytes() + text_.capacity(); }

  void Clear();

 private:
  struct Entry {
    std::uint32_t start;
    std::uint32_t length;
    std::uint32_t next;  // another name with the same hash
  };

  IdMap by_hash_;
  Array<Entry> entries_;
  Bytes text_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_KEY_TABLE_H_
