#ifndef SPANLOOM_LINKS_CANDIDATE_LIST_H_
#define SPANLOOM_LINKS_CANDIDATE_LIST_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/id_map.h"
#include "links/trace_links.h"

namespace spanloom {

// The most links that one span exports. `droppedLinksCount` counts the others.
constexpr std::uint32_t kMaxLinksPerSpan = 128;

// The most pieces that one link describes.
constexpr std::uint32_t kMaxPiecesPerLink = 16;

// The strongest evidence for a link, weakest first.
enum class Via : std::uint8_t {
  kText = 0,
  kStructure = 1,
  kMember = 2,
  kIdentity = 3,
};
constexpr std::size_t kVias = 4;
constexpr std::string_view kViaNames[kVias] = {"text", "structure", "member", "identity"};

// A link that an open span will get: what of `producer` was found in it, and the best evidence for that.
struct Candidate {
  std::uint32_t producer;
  Side from;
  Side to;
  Via via;
  UseRef from_use;
  UseRef to_use;
  bool is_history = false;
  bool is_new = true;         // nobody had been given it before the producer had it
  std::uint32_t letters = 0;  // of text evidence: letters and digits that came from there
  std::uint32_t weight = 0;   // how much the uses say: letters of text, size of anything else
  std::uint32_t pieces = 0;   // that are told
};

// Something in an open span's value that belongs to a candidate's producer: an object, or of the text of an object the
// bytes from `start` to `end`; both 0 for all of it.
struct CreditedPart {
  std::uint64_t object;
  std::uint32_t candidate;
  std::uint32_t start;
  std::uint32_t end;
};

// Where something that came from a producer stands: a use on each side, and of strings the UTF-16 units; 0 to 0 for all
// of it.
struct Piece {
  std::uint32_t candidate;
  UseRef from_use;
  UseRef to_use;
  std::uint32_t from_start = 0;
  std::uint32_t from_end = 0;
  std::uint32_t to_start = 0;
  std::uint32_t to_end = 0;
};

// Where something stands that came from a producer as the same object, so that its content needs no other explanation.
struct ExplainedPlace {
  Candidate evidence;
  bool is_outermost;
};

// The links of one open span while its values come in: one candidate for each producer and pair of sides, in the order
// in which they were met. Holds a reference on every producer until Clear().
class CandidateList {
 public:
  // Notes evidence; O(1). Returns the index of its candidate, which names the strongest: by kind, then what is new by
  // the producer, then what says most.
  std::uint32_t Add(TraceLinks& links, const Candidate& evidence);

  // Whether there is a candidate. O(1).
  bool Has(std::uint32_t producer, Side from, Side to) const;

  void AddPart(const CreditedPart& part) { parts_.Add(part); }

  // The first few of each candidate are kept.
  void AddPiece(const Piece& piece) {
    if (candidates_[piece.candidate].pieces++ < kMaxPiecesPerLink) pieces_.Add(piece);
  }

  // Tells how much says what stands at a place that is explained.
  void WeighExplained(TraceLinks& links, std::uint32_t explained, std::uint32_t weight);

  // The index of what explains a place of a side (see node_key.h), kNone if nothing does.
  std::uint32_t FindExplained(std::uint64_t place, Side side) const { return by_place_.Find(PlaceKey(place, side)); }
  void AddExplained(std::uint64_t place, Side side, const ExplainedPlace& explained) {
    by_place_.Put(PlaceKey(place, side), static_cast<std::uint32_t>(explained_.size()));
    explained_.Add(explained);
  }
  const ExplainedPlace& explained(std::uint32_t index) const { return explained_[index]; }
  bool explains() const { return !explained_.empty(); }

  // IsSufficient letters and digits of a side of the span, credited or not.
  void CountLetters(Side side, std::uint32_t count) { letters_[static_cast<std::size_t>(side)] += count; }

  Array<Candidate>& candidates() { return candidates_; }
  const Array<CreditedPart>& parts() const { return parts_; }
  const Array<Piece>& pieces() const { return pieces_; }
  std::uint32_t letters(Side side) const { return letters_[static_cast<std::size_t>(side)]; }

  void Clear(TraceLinks& links);

 private:
  static std::uint64_t PlaceKey(std::uint64_t place, Side side) {
    return (place << 1 | static_cast<unsigned>(side)) | 2;
  }

  Array<Candidate> candidates_;
  Array<CreditedPart> parts_;
  Array<Piece> pieces_;
  Array<ExplainedPlace> explained_;
  std::uint32_t letters_[2] = {0, 0};
  IdMap index_;
  IdMap by_place_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_CANDIDATE_LIST_H_
