#ifndef SPANLOOM_POLICY_ATTRIBUTION_H_
#define SPANLOOM_POLICY_ATTRIBUTION_H_

#include <cstdint>

#include "links/candidate_list.h"
#include "links/trace_links.h"

namespace spanloom {

class LabelPlace;

// What else decides about a part that is known by its content: equal content may have come from elsewhere.
struct ContentTraits {
  bool is_content = false;
  std::uint32_t container_producer =
      kNone;  // the span that the object around it came from: that had it is no coincidence
  Side container_side = Side::kOutput;
  bool is_label = false;                      // a short string, of which many can have a copy
  bool is_short = false;                      // so short a one that it has to be a whole value on one side
  bool is_id = false;                         // or to look like an id
  bool has_digit = false;                     // or, with a digit, to stand under one name
  bool is_whole = false;                      // it is a whole value
  std::uint32_t key = kNone;                  // under which it, or a list around it, stands, kNone if that is no name
  bool is_setting = false;                    // all records of its kind say it
  const LabelPlace* place = nullptr;          // of what is so little that it may be a setting
  const CandidateList* candidates = nullptr;  // those who gave other parts of the same values
};

// Instead of a use: the part is explained, but nobody's.
constexpr std::uint32_t kUnattributed = kNone - 1;

// Whom a part of a value belongs to, as the use it came from; kNone if to nobody. See DESIGN.md, 3.1.2.
// O(uses per side, squared, + log depth).
//
// Of an input: values flow along the tree: of several spans that returned the object, an ancestor that has finished
// stands for its descendants; what came in through an ancestor's input is that ancestor's, unless somebody returned it
// since. Then a whole value ranks over a member, unless it was handed on since; for a label one who gave more over one
// who did not, one who was not given it himself, one under the same name; and the later over the earlier. What runs in
// a span makes its output, but not that of a model: where nobody else has it, it is that of the nearest model above,
// such as a call of the tool that it runs.
//
// Content that a span returned among other things may be an echo. Under a name under which it stood in an input before
// the span ended (of any span for a label, else of the span itself) it is a setting, such as a model's name: nobody's.
// So is what little two records of one kind have in common that say different things; see record_kind.h.
// A label that came in through an ancestor, and whatever is the whole of an ancestor's value, is the ancestor's if it
// stood in an input meanwhile, unless it is a label and the span's work is to choose (a model, an agent).
//
// Of an output: the nearest descendant that returned it; then the whole value, then the latest. Not what the span, or
// one around it, was given under the same name.
std::uint32_t Attribute(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                        const ContentTraits& traits);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_ATTRIBUTION_H_
