#ifndef SPANLOOM_CONVENTIONS_TABLE_H_
#define SPANLOOM_CONVENTIONS_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/id_map.h"
#include "conventions/row.h"

namespace spanloom {

// Finds rows by name and key: the built-in ones, and the user's, which come first. Not thread-safe while Add() runs.
class Conventions {
 public:
  Conventions();

  // Adds rows given as JSON, see js/types/linker-options.d.ts: [{ "attribute": "my.input", "holds": "input" }, ...].
  // Returns what is wrong, or an empty text. After an error no row is added.
  std::string Add(std::string_view json);

  struct Found {
    Holds holds;
    bool is_flattened;  // found by "a.b.*"
  };

  // Returns what an attribute holds. `name` is that of the event or log record, empty for a span. O(length of the key).
  Found Find(Carrier carrier, std::string_view name, std::string_view key) const;

 private:
  class Rows {
   public:
    void Add(const ConventionRow& row);
    bool Find(Carrier carrier, std::string_view name, std::string_view key, Found& found) const;

   private:
    IdMap whole_;                       // hash of carrier, name and key -> Holds
    IdMap prefixes_;                    // the same for "a.b.*", by "a.b"
    std::uint64_t prefix_lengths_ = 0;  // a bit for each length, from 1; longer ones share the last
  };

  Rows user_;
  Rows built_in_;
};

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_TABLE_H_
