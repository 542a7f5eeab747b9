#ifndef SPANLOOM_POLICY_STRETCHES_H_
#define SPANLOOM_POLICY_STRETCHES_H_

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/array.h"

namespace spanloom {

// The bytes of a text from `start` to `end`.
struct Stretch {
  std::uint32_t start;
  std::uint32_t end;
};

// What remains of one stretch after others are subtracted from it. Call Reset(), then Subtract() and Any() in any
// order. O(pieces that remain) each.
class Remainder {
 public:
  void Reset(const Stretch& all) {
    pieces_.Clear(kKeptEntries);
    pieces_.Add(all);
  }

  void Subtract(const Stretch& other) {
    if (other.start >= other.end) return;
    const std::size_t count = pieces_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Stretch piece = pieces_[i];
      if (other.start >= piece.end || other.end <= piece.start) continue;
      pieces_[i].end = std::max(other.start, piece.start);
      if (other.end < piece.end) pieces_.Add({other.end, piece.end});
    }
  }

  // Whether `test(start, end)` is true of any piece that is left.
  template <typename Test>
  bool Any(Test&& test) const {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [&](const Stretch& piece) { return piece.end > piece.start && test(piece.start, piece.end); });
  }

 private:
  static constexpr std::size_t kKeptEntries = 256;

  Array<Stretch> pieces_;
};

// The stretches of a text that belong to a producer already, ordered by start. They may overlap. O(stretches) each.
class ClaimedStretches {
 public:
  void Clear() { claimed_.Clear(kKeptEntries); }

  // Calls `visit(start, end)` for each part of `wanted` that nobody has claimed; some may be empty. Returns where
  // `wanted` belongs in the order, for Claim().
  template <typename Visit>
  std::size_t ForEachGap(const Stretch& wanted, Visit&& visit) const {
    std::uint32_t at = wanted.start;
    std::size_t place = 0;
    for (std::size_t i = 0; i < claimed_.size() && claimed_[i].start < wanted.end; ++i) {
      if (claimed_[i].start <= wanted.start) place = i + 1;
      if (claimed_[i].end <= at) continue;
      visit(at, claimed_[i].start);
      at = claimed_[i].end;
    }
    visit(at, wanted.end);
    return place;
  }

  // Claims a stretch. `place` is the result of ForEachGap() for it, and no other claim came in between.
  void Claim(const Stretch& stretch, std::size_t place) {
    assert(place <= claimed_.size());
    assert(place == 0 || claimed_[place - 1].start <= stretch.start);
    claimed_.Add({});
    for (std::size_t i = claimed_.size() - 1; i > place; --i) claimed_[i] = claimed_[i - 1];
    claimed_[place] = stretch;
  }

 private:
  static constexpr std::size_t kKeptEntries = 256;

  Array<Stretch> claimed_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_STRETCHES_H_
