#include "policy/flow.h"

#include "policy/attribution.h"
#include "policy/node_key.h"

namespace spanloom {

void FlowPolicy::Note(TraceLinks& links, std::uint32_t span, LinkList& list, const ValueRecord& value,
                      const Strings& strings) {
  met_.Fill(value.count, Met());
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const ValueNode node = value.Node(i);
    const bool whole = node.parent == kNone;
    const std::uint32_t object = links.Admit(node.object);
    if (object == kNone) continue;

    const Met around = whole ? Met() : met_[node.parent];
    const std::uint32_t covering = FindCovering(links, around, object);
    std::uint32_t source = covering;
    if (covering == kNone) {
      source = value.side == Side::kInput ? AttributeInput(links, object, span) : AttributeOutput(links, object, span);
    }

    Use use{};
    use.object = object;
    use.span = span;
    use.parent = links.IsLive(around.use) ? around.use.index : kNone;
    use.key = whole ? RootKey(value) : LastingKey(node.key, links.keys(), strings);
    use.side = value.side;
    use.whole = whole;
    use.producer = kNone;
    Candidate evidence{};
    if (source != kNone) {
      const Use& origin = links.use(source);
      use.producer = origin.span;
      use.producer_side = origin.side;
      met_[i].source = {source, origin.seq};
      evidence = {origin.span,    origin.side, value.side, whole && origin.whole ? Via::kIdentity : Via::kMember,
                  met_[i].source, {},          false};
    }
    met_[i].use = links.Note(use);
    if (source == kNone || covering != kNone) continue;
    evidence.to_use = met_[i].use;
    const std::uint32_t candidate = list.Add(links, evidence);
    if (value.side == Side::kInput) list.AddPart({node.object, candidate});
  }
}

// The use of the object that came along inside the container's: by the same producer, on the same side, below the use
// that the container was matched with. kNone if the container did not have it then.
std::uint32_t FlowPolicy::FindCovering(const TraceLinks& links, const Met& parent, std::uint32_t object) {
  if (!links.IsLive(parent.source)) return kNone;
  const Use& container = links.use(parent.source.index);
  const std::uint32_t found = links.FindUse(object, container.span, container.side);
  for (std::uint32_t at = found; at != kNone; at = links.ParentOf(links.use(at))) {
    if (at == parent.source.index) return found;
    if (links.use(at).seq < container.seq) break;
  }
  return kNone;
}

void FlowPolicy::MarkHistory(TraceLinks& links, std::uint32_t span, LinkList& list) {
  SpanTree& spans = links.spans();
  const std::uint32_t fn = spans[span].fn;
  const std::uint32_t started_at = spans[span].started_at;
  bool repeats = false;
  for (Candidate& link : list.candidates()) {
    if (link.from != Side::kOutput || link.to != Side::kInput || fn == 0 || spans[link.producer].fn != fn) continue;
    if (spans[link.producer].started_at >= started_at) continue;
    // The mark is unique to this call: no other span of the trace started at the same count.
    spans[link.producer].mark = started_at;
    repeats = true;
  }
  if (!repeats) return;

  for (Candidate& link : list.candidates()) link.is_history = link.to == Side::kInput;
  for (const Part& part : list.parts()) {
    Candidate& link = list.candidates()[part.candidate];
    if (!link.is_history) continue;
    bool was_there = false;
    const std::uint32_t object = links.Find(part.object);
    std::uint32_t at = object == kNone ? kNone : links.object(object).inputs;
    for (; at != kNone && !was_there; at = links.use(at).next) {
      const Use& use = links.use(at);
      was_there = spans[use.span].mark == started_at && use.span != link.producer && use.producer == link.producer &&
                  use.producer_side == link.from;
    }
    link.is_history = was_there;
  }
}

}  // namespace spanloom
