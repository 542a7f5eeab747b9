#ifndef SPANLOOM_ENGINE_OFFSET_INDEX_H_
#define SPANLOOM_ENGINE_OFFSET_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/array.h"

namespace spanloom {

// A piece of a text: its length, and that of what it stands for.
struct TextPiece {
  std::size_t length;
  std::size_t meaning;
};

// Maps offsets in a text to offsets in what it means, and back. `PieceAt(text, at)` returns the piece that starts at an
// offset. Remembers places on the way, so that many questions about a large text cost little: O(text) for all of them,
// and O(kStep + log(text)) for each. Borrows the text. Not thread-safe.
template <auto PieceAt>
class OffsetIndex {
 public:
  // Forgets the text before.
  void Reset(std::string_view text) {
    text_ = text;
    known_.Clear(kKept);
    known_.Add({0, 0});
  }

  // Returns how much the pieces mean that begin before an offset of the text.
  std::size_t MeaningBefore(std::size_t at) { return Find(at, &Place::at).meaning; }

  // Returns the first offset of the text before which the pieces mean at least this much, or its size.
  std::size_t OffsetOf(std::size_t meaning) { return Find(meaning, &Place::meaning).at; }

 private:
  static constexpr std::size_t kStep = 256;
  static constexpr std::size_t kKept = 1024;

  struct Place {
    std::size_t at;
    std::size_t meaning;
  };

  Place Find(std::size_t target, std::size_t Place::*key) {
    const auto is_before = [key](std::size_t value, const Place& place) { return value < place.*key; };
    const Place* next = std::upper_bound(known_.begin(), known_.end(), target, is_before);
    const bool is_last = next == known_.end();
    Place place = next[-1];
    while (place.at < text_.size() && place.*key < target) {
      const TextPiece piece = PieceAt(text_, place.at);
      place.at += piece.length;
      place.meaning += piece.meaning;
      if (is_last && place.at >= known_.back().at + kStep) known_.Add(place);
    }
    return place;
  }

  std::string_view text_;
  Array<Place> known_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_OFFSET_INDEX_H_
