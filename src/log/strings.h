#ifndef SPANLOOM_LOG_STRINGS_H_
#define SPANLOOM_LOG_STRINGS_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"

namespace spanloom {

// Resolves string references: to the strings of the current drain, and to interned strings, which are never freed.
// JavaScript bounds their number. O(1) per lookup. Not thread-safe.
class Strings {
 public:
  // Borrows the strings of a drain until the next call. `ends` has the end of each of `count` strings in `bytes`.
  // Returns false if they are not in ascending order. O(count).
  bool Open(const std::uint32_t* ends, std::uint32_t count, std::string_view bytes);

  // Interns a string. Returns false if `id` is neither the next id nor the id of the same text. O(length).
  bool Intern(std::uint32_t id, std::string_view text);

  // Whether `ref` is 0 or refers to a string.
  bool Has(std::uint32_t ref) const;

  // Returns the text of a reference, which must satisfy Has(); empty for 0. Interned text is well-formed UTF-8, and its
  // view is valid until the next Intern().
  std::string_view operator[](std::uint32_t ref) const;

 private:
  const std::uint32_t* ends_ = nullptr;
  std::uint32_t count_ = 0;
  std::string_view bytes_;
  Array<std::uint32_t> interned_ends_;
  Bytes interned_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LOG_STRINGS_H_
