#ifndef SPANLOOM_TEXT_WINNOW_H_
#define SPANLOOM_TEXT_WINNOW_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"

namespace spanloom {

// One of the grams (runs of `gram` bytes) that stand for a text.
struct Fingerprint {
  std::uint32_t hash;
  std::uint32_t at;  // where the gram starts, in bytes
  // Four bits made of what stands before it, above four of what stands behind; 0 where the text has too little there.
  // Where the gram is part of a common run of the guaranteed length, one half is equal.
  std::uint8_t sides;
};

// Which grams of a text are its fingerprints. Of each `window` neighbouring grams the one of the smallest hash is, so
// two texts that share `gram + window - 1` bytes share a fingerprint within them: whatever stands around, the same
// grams compete. S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local algorithms for document fingerprinting"
// (2003).
class Winnow {
 public:
  // Finds every shared run of `length` bytes or more; `length` is at least kMinLength. Longer ones than kMaxLength are
  // found from kMaxLength bytes on.
  explicit Winnow(std::uint32_t length);

  static constexpr std::uint32_t kMinLength = 8;
  static constexpr std::uint32_t kMaxLength = 44;

  // Appends the fingerprints of `text` in order; none if it is shorter than the guaranteed length. Seven bytes more
  // must be readable behind it. O(text), and about 2 / (window + 1) of its grams; all of them where it repeats itself
  // in a window.
  void Select(std::string_view text, Array<Fingerprint>& out) const;

  std::uint32_t gram() const { return gram_; }
  std::uint32_t window() const { return window_; }

 private:
  Fingerprint Describe(std::string_view text, std::uint32_t at) const;

  std::uint32_t gram_;
  std::uint32_t window_;
  std::uint32_t side_;  // bytes that a run has beside a gram, before or behind it
  std::uint64_t head_mask_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_WINNOW_H_
