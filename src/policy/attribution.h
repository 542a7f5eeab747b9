#ifndef SPANLOOM_POLICY_ATTRIBUTION_H_
#define SPANLOOM_POLICY_ATTRIBUTION_H_

#include <cstdint>

#include "links/candidate_list.h"
#include "links/trace_links.h"

namespace spanloom {

class LabelPlace;

// What attribution needs to know of a part that is matched by content. Equal content, unlike the same object, may have
// several independent origins. The default is a part that is matched by identity.
struct ContentTraits {
  bool is_content = false;
  // The producer of the container of this part. If it had the part too, it is the producer of the part.
  std::uint32_t container_producer = kNone;
  Side container_side = Side::kOutput;
  bool is_label = false;      // a short string or number, which several spans can have independently
  bool is_short = false;      // a label so short that it counts only if it is a whole value on one side,
  bool is_id = false;         // or looks like an id,
  bool has_digit = false;     // or has a digit and the same property name on both sides
  bool is_whole = false;      // an argument or a result, not a member of one
  std::uint32_t key = kNone;  // the property name of the part, or of the list that contains it; kNone if there is none
  bool is_setting = false;    // all records of its kind have it, see record_kind.h
#if SPANLOOM_ENGINE
  bool is_instruction = false;  // of a system prompt: an ancestor that was given the same one did not hand it on
#endif
  const LabelPlace* place = nullptr;          // set if the part may be a setting
  const CandidateList* candidates = nullptr;  // the producers of other parts of the same values
};

// Returned instead of a use: the part is explained, and no producer gets credit for it.
constexpr std::uint32_t kUnattributed = kNone - 1;

// Returns the producer's use that a part of a value came from, kUnattributed, or kNone if no earlier span had the part.
// docs/how-links-are-found.md explains the rules to users. O(uses per side, squared, + log depth).
//
// For an input, values flow along the span tree. Candidates are ranked in this order:
//   1. If several spans returned the object, an ancestor that has finished replaces its descendants.
//   2. An object that an ancestor received belongs to that ancestor, unless another span returned it since.
//   3. A whole value outranks a member, unless a later span put the value into a record and passed that on.
//   4. For a label: a producer of other parts of the value, then one that did not receive the label itself, then one
//      that had it under the same name.
//   5. The latest one. Of recorded spans, whose times tell less: first the one in the smallest part of the tree around
//      both.
// Code that runs inside a span produces that span's output, so the span itself is no producer for it. A model is the
// exception: if no other span had the part, the nearest model above has it, such as for the calls of tools it runs.
//
// Content that a span returned as one part of more may be an echo:
//   - A setting is unattributed: some input already had it under the same name before the producer ended (for a label,
//     an input of any span, otherwise of the producer itself).
//   - So is what two different records of one kind have in common; see record_kind.h.
//   - A label that an ancestor received, or content that is the ancestor's whole value, stays with the ancestor if an
//     input contained it meanwhile. A label that a model or an agent returned is a choice and not an echo.
//
// For an output, the nearest descendant that returned the object is the producer; then a whole value, then the latest.
// Content that the span or an ancestor received under the same name has no producer.
std::uint32_t Attribute(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                        const ContentTraits& traits);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_ATTRIBUTION_H_
