#ifndef SPANLOOM_POLICY_PART_H_
#define SPANLOOM_POLICY_PART_H_

#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "policy/attribution.h"

namespace spanloom {

// What was found out about a part of a value, for the sake of what is inside of it.
struct Match {
  UseRef use;
  UseRef source;  // the producer's use it was matched with
};

// A part of a value of a span: an object, or a piece of content under the id that equal pieces have.
struct Part {
  std::uint32_t object;  // index, admitted
  Match around;          // the part that it is inside of
  Side side;
  bool is_whole;
  std::uint32_t key;
  Via via;                 // of the evidence if it is whole on both sides
  Via member_via;          // of the evidence if not
  std::uint32_t weight;    // how much it says
  bool has_place;          // of its own: not somewhere within a text
  bool skips_attribution;  // whose it is, is not asked
  bool is_content;
  ContentTraits traits;  // for content
};

struct AttributedPart {
  Match met;
  Candidate evidence;       // if it is somebody's
  std::uint32_t candidate;  // kNone if the part belongs to nobody, or came along inside of what is around it
  bool is_repeated;         // the same content stood in the span's values before, and what was said of it holds
  bool is_explained;        // it is known whose it is, or that it is nobody's
};

// Attributes a part to the one that it came from, or to nobody, and notes it as a use of the span and as part of a
// candidate. O(uses per side, squared, + log depth).
AttributedPart AttributePart(TraceLinks& links, std::uint32_t span, CandidateList& list, const Part& part);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_PART_H_
