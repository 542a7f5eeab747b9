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

// The kinds of evidence, weakest first: `spanloom.via` on a link.
enum class Via : std::uint8_t {
  kText = 0,
  kStructure = 1,
  kMember = 2,
  kIdentity = 3,
};
constexpr std::size_t kVias = 4;
constexpr std::string_view kSideNames[] = {"input", "output"};
constexpr std::string_view kViaNames[kVias] = {"text", "structure", "member", "identity"};

// A possible link of an open span: its value has something of `producer`. Carries the strongest evidence.
struct Candidate {
  std::uint32_t producer;
  Side from;
  Side to;
  Via via;
  UseRef from_use;
  UseRef to_use;
  bool is_history = false;
  bool is_new = true;         // no input had it before the producer returned it
  std::uint32_t letters = 0;  // letters and digits that text evidence credits to the producer
  std::uint32_t weight = 0;   // how much the uses contain: letters of a text, size of other values
  std::uint32_t pieces = 0;   // the number of pieces found, also of those that are not kept
};

// A part of an open span's value that belongs to the producer of a candidate: an object, or the bytes from `start` to
// `end` of the text of an object. Both are 0 for the whole object.
struct CreditedPart {
  std::uint64_t object;
  std::uint32_t candidate;
  std::uint32_t start;
  std::uint32_t end;
};

// Where a part is in the values of both spans: a use on each side and, within a string, the range in UTF-16 code units.
// A range of 0 to 0 is the whole value.
struct Piece {
  std::uint32_t candidate;
  UseRef from_use;
  UseRef to_use;
  std::uint32_t from_start = 0;
  std::uint32_t from_end = 0;
  std::uint32_t to_start = 0;
  std::uint32_t to_end = 0;
};

// A place in a value where identity already shows the producer, so that its content needs no evidence of its own.
struct ExplainedPlace {
  Candidate evidence;
  bool is_outermost;
};

// A part of what a stand-in was given, and the span it belongs to.
struct LineageEntry {
  std::uint64_t object;  // the id of the content
  SpanId span;
  std::uint32_t depth;  // of the span in the tree
  std::uint32_t size;
  Side side;
  bool is_whole;    // it was a whole value of the span
  bool is_origin;   // see Use
  bool is_partial;  // the part is a string that contains text of the span, and is no value of it
};

// Collects the candidates of one open span: one per producer and pair of sides, in order of discovery. Policies call
// Add() and AddPart() while values arrive; when the span ends, FinishLinks() turns the candidates into links and calls
// Clear().
//
// Holds a reference on each producer in the span tree until Clear(). All calls are O(1), except Clear(). Memory grows
// with the number of candidates and parts. References and indexes are valid until Clear(). Not thread-safe.
class CandidateList {
 public:
  // Adds evidence and returns the index of its candidate. The candidate keeps the strongest evidence: by kind, then
  // what the producer made itself, then by weight.
  std::uint32_t Add(TraceLinks& links, const Candidate& evidence);

  // Whether there is such a candidate.
  bool Has(std::uint32_t producer, Side from, Side to) const;

  void AddPart(const CreditedPart& part) { parts_.Add(part); }

  // Adds a piece. Each candidate keeps the first kMaxPiecesPerLink.
  void AddPiece(const Piece& piece) {
    if (candidates_[piece.candidate].pieces++ < kMaxPiecesPerLink) pieces_.Add(piece);
  }

  // Sets the weight of the evidence at an explained place, once its content is known.
  void WeighExplained(TraceLinks& links, std::uint32_t explained, std::uint32_t weight);

  // Returns the index of the explanation of a place (see policy/node_key.h), or kNone.
  std::uint32_t FindExplained(std::uint64_t place, Side side) const { return by_place_.Find(PlaceKey(place, side)); }
  void AddExplained(std::uint64_t place, Side side, const ExplainedPlace& explained) {
    by_place_.Put(PlaceKey(place, side), static_cast<std::uint32_t>(explained_.size()));
    explained_.Add(explained);
  }
  const ExplainedPlace& explained(std::uint32_t index) const { return explained_[index]; }
  bool explains() const { return !explained_.empty(); }

  // Collects lineage from now on, because the span is a stand-in.
  void CollectLineage() { has_lineage_ = true; }
  bool has_lineage() const { return has_lineage_; }
  void AddLineage(const LineageEntry& entry) { lineage_.Add(entry); }
  Array<LineageEntry>& lineage() { return lineage_; }

  // Counts letters and digits of one side of the span, credited to a producer or not.
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
  Array<LineageEntry> lineage_;
  bool has_lineage_ = false;
  std::uint32_t letters_[2] = {0, 0};
  IdMap index_;
  IdMap by_place_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_CANDIDATE_LIST_H_
