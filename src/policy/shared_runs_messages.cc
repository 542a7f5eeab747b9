#include "policy/attribution.h"
#include "policy/partial_uses.h"
#include "policy/shared_runs.h"

// Implements the part of SharedRuns that deals with strings of messages, of which the lineage says whose text is in
// them.
namespace spanloom {
namespace {

bool IsWithin(const Run& run, const Run& other) {
  return run.at >= other.at && run.at + run.length <= other.at + other.length;
}

}  // namespace

bool SharedRuns::IsSameSpan(const Use& use, const Use& other) const {
  const SpanTree& spans = links_->spans();
  return use.side == other.side && spans[use.span].id == spans[other.span].id;
}

// Whether a message says that its string has text of this producer.
bool SharedRuns::IsSaid(const CreditedRun& message, const Use& producer) const {
  const TraceLinks& links = *links_;
  const std::uint32_t object = links.use(message.source.index).object;
  std::uint32_t at = NextPartial(links, object, span_, side_, kNone);
  while (at != kNone && !IsSameSpan(links.use(at), producer)) at = NextPartial(links, object, span_, side_, at);
  return at != kNone;
}

bool SharedRuns::IsAllowed(const CreditedRun& run) const {
  const Use& producer = links_->use(run.source.index);
  if (producer.is_partial) return true;
  for (const CreditedRun& message : messages_) {
    if (IsWithin(run.run, message.run) && !IsSaid(message, producer)) return false;
  }
  return true;
}

// Credits the producers in a message's string of which no run was found with all of the string.
void SharedRuns::CreditRest(const CreditedRun& message) {
  const TraceLinks& links = *links_;
  const std::uint32_t object = links.use(message.source.index).object;
  const std::size_t known = credited_.size();
  for (std::uint32_t at = kNone; (at = NextPartial(links, object, span_, side_, at)) != kNone;) {
    const Use& use = links.use(at);
    bool is_known = false;
    for (std::size_t i = 0; i < known; ++i) {
      const CreditedRun& run = credited_[i];
      is_known = is_known || (IsWithin(run.run, message.run) && IsSameSpan(use, links.use(run.source.index)));
    }
    if (is_known) continue;
    CreditedRun rest = message;
    // What an earlier message of text of the same span has, too, may be history.
    for (const CreditedRun& hint : hints_) {
      if (IsWithin(hint.run, message.run) && IsSaid(hint, use)) {
        rest = hint;
        break;
      }
    }
    rest.source = {at, use.seq};
    credited_.Add(rest);
  }
}

}  // namespace spanloom
