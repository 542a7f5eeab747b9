#ifndef SPANLOOM_POLICY_PART_H_
#define SPANLOOM_POLICY_PART_H_

#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "policy/attribution.h"

namespace spanloom {

// How a part of a value was matched, for the parts inside it.
struct Match {
  UseRef use;
  UseRef source;  // the producer's use; `seq` 0 if there is none
};

// A part of a value: an object, or content under the id of its hash.
struct Part {
  std::uint32_t object;  // index in the object table
  Match around;          // of its container
  Side side;
  bool is_whole;
  std::uint32_t key;
  Via via;                 // the kind of evidence if the part is a whole value on both sides
  Via member_via;          // otherwise
  std::uint32_t weight;    // how much it contains, see Candidate::weight
  bool has_place;          // it has a path of its own: it is not inside a longer text
  bool skips_attribution;  // it is only added as a use
  bool is_content;
  ContentTraits traits;  // the default unless is_content
};

struct AttributedPart {
  Match match;
  Candidate evidence;       // if it has a producer
  std::uint32_t candidate;  // kNone if it has no producer, or came inside a matched container
  bool is_repeated;         // the span had equal content before, which is attributed already
  bool is_explained;        // it has a producer, or is unattributed
};

// Attributes a part of a value of the open span `span`, adds it as a use, and adds the evidence to `list`. Add
// containers before their members. O(uses per side, squared, + log depth).
AttributedPart AttributePart(TraceLinks& links, std::uint32_t span, CandidateList& list, const Part& part);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_PART_H_
