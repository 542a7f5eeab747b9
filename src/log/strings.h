#ifndef SPANLOOM_LOG_STRINGS_H_
#define SPANLOOM_LOG_STRINGS_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"

namespace spanloom {

// What string references stand for: the strings of the drain at hand, and the interned ones, which live as long as
// this.
class Strings {
 public:
  // Borrows the block of a drain until the next call. `ends` holds where each string ends in `bytes`, `count` of them;
  // false if they are not in ascending order.
  bool Open(const std::uint32_t* ends, std::uint32_t count, std::string_view bytes);

  // Makes the next interned string; false if `id` is neither the next one nor that of the same text.
  bool Intern(std::uint32_t id, std::string_view text);

  // Whether `ref` is 0 or stands for a string.
  bool Has(std::uint32_t ref) const;

  // The text of a reference for which Has() is true: empty for 0. Interned text is well-formed UTF-8 and the view of it
  // lives until the next Intern().
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
