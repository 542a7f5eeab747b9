#ifndef SPANLOOM_TEXT_WINNOW_H_
#define SPANLOOM_TEXT_WINNOW_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"

namespace spanloom {

// A gram (a run of `gram` bytes) that represents a text.
struct Fingerprint {
  std::uint32_t hash;
  std::uint32_t at;  // the offset of the gram, in bytes
  // Four bits of a hash of the text before the gram, above four bits for the text after it; 0 at the ends of the text.
  // Within a common run of the guaranteed length, one half is equal in both texts, so unequal halves rule a match out.
  std::uint8_t sides;
};

// Selects the fingerprints of a text: of each `window` consecutive grams, the one with the smallest hash. Two texts
// that share `gram + window - 1` bytes share a fingerprint there, whatever surrounds the run, because the same grams
// compete. S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local algorithms for document fingerprinting" (2003).
//
// Immutable after construction, so thread-safe. Select() uses 16 KB of stack.
class Winnow {
 public:
  // Guarantees that every shared run of `length` bytes has a common fingerprint. `length` is clamped to kMinLength and
  // kMaxLength.
  explicit Winnow(std::uint32_t length);

  static constexpr std::uint32_t kMinLength = 8;
  static constexpr std::uint32_t kMaxLength = 44;

  // Appends the fingerprints of `text` in order; none if it is shorter than the guaranteed length. Seven bytes after
  // the text must be readable. O(text). Selects about 2 / (window + 1) of the grams, and all of them where the text
  // repeats itself within a window.
  void Select(std::string_view text, Array<Fingerprint>& out) const;

  std::uint32_t gram() const { return gram_; }
  std::uint32_t window() const { return window_; }

 private:
  Fingerprint Describe(std::string_view text, std::uint32_t at) const;

  std::uint32_t gram_;
  std::uint32_t window_;
  std::uint32_t side_;  // the bytes that a run has before or after a gram, at least
  std::uint64_t head_mask_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_WINNOW_H_
