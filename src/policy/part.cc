#include "policy/part.h"

#include "base/features.h"

namespace spanloom {
namespace {

// Returns the producer's use of the object inside the container that was matched; kNone if the container did not have
// the object then.
std::uint32_t FindCovering(const TraceLinks& links, const Match& around, std::uint32_t object) {
  if (!links.IsLive(around.source)) return kNone;
  const Use& container = links.use(around.source.index);
  const std::uint32_t found = links.FindUse(object, container.span, container.side);
  for (std::uint32_t at = found; at != kNone; at = links.ParentOf(links.use(at))) {
    if (at == around.source.index) return found;
    if (links.use(at).seq < container.seq) break;
  }
  return kNone;
}

// Whether an input had the object before this output.
bool IsOld(const TraceLinks& links, const Use& output) {
  for (std::uint32_t at = links.object(output.object).inputs; at != kNone; at = links.use(at).next) {
    if (links.use(at).seq < output.seq) return true;
  }
  return false;
}

}  // namespace

AttributedPart AttributePart(TraceLinks& links, std::uint32_t span, CandidateList& list, const Part& part) {
  const std::uint32_t object = part.object;
  const std::uint64_t id = links.object(object).id;
  const bool is_content = kHasContent && part.is_content;
  const std::uint32_t known = is_content ? links.FindUse(object, span, part.side) : kNone;
  if (known != kNone && !part.is_whole) return {{{known, links.use(known).seq}, {}}, {}, kNone, true, true};
  // Equal content has equal members, whereas an object may have changed since.
  const bool is_inside = is_content && links.IsLive(part.around.source);
  const std::uint32_t covering = is_inside ? part.around.source.index : FindCovering(links, part.around, object);
  std::uint32_t source = covering;
  if (covering == kNone && !part.skips_attribution) source = Attribute(links, object, span, part.side, part.traits);
  const bool is_unattributed = source == kUnattributed;
  if (is_unattributed) source = kNone;

  Use use{};
  use.object = object;
  use.span = span;
  use.parent = links.IsLive(part.around.use) ? part.around.use.index : kNone;
  use.key = part.key;
  use.side = part.side;
  use.is_whole = part.is_whole;
  use.producer = kNone;
  AttributedPart noted{{}, {}, kNone, false, source != kNone || is_unattributed};
  Candidate& evidence = noted.evidence;
  if (source != kNone) {
    const Use& origin = links.use(source);
    use.producer = origin.span;
    use.producer_side = origin.side;
    noted.match.source = {source, origin.seq};
    evidence.producer = origin.span;
    evidence.from = origin.side;
    evidence.to = part.side;
    evidence.via = part.is_whole && origin.is_whole ? part.via : part.member_via;
    evidence.from_use = noted.match.source;
    evidence.is_new = origin.side == Side::kInput || !IsOld(links, origin);
    evidence.weight = part.weight;
  }
  noted.match.use = links.AddUse(use);
  evidence.to_use = noted.match.use;
  if (source == kNone || covering != kNone) return noted;
  noted.candidate = list.Add(links, evidence);
  const bool is_told =
      part.traits.container_producer == evidence.producer && part.traits.container_side == evidence.from;
  if (evidence.via != Via::kText && part.has_place && !is_told) {
    list.AddPiece({noted.candidate, evidence.from_use, evidence.to_use});
  }
  if (part.side == Side::kInput) list.AddPart({id, noted.candidate, 0, 0});
  return noted;
}

}  // namespace spanloom
