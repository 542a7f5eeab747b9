#include "policy/flow.h"

#include "policy/node_key.h"
#include "policy/part.h"

namespace spanloom {

void FlowPolicy::Note(TraceLinks& links, std::uint32_t span, LinkList& list, const ValueRecord& value,
                      const Strings& strings) {
  met_.Fill(value.count, {});
  bool is_explained = false;
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const ValueNode node = value.Node(i);
    const bool whole = node.parent == kNone;
    const std::uint32_t object = links.Admit(node.object);
    if (object == kNone) continue;
    const std::uint32_t key = whole ? RootKey(value) : LastingKey(node.key, links.keys(), strings);
    const Met around = whole ? Met() : met_[node.parent];
    const NotedPart noted =
        NotePart(links, span, list, {object, around, value.side, whole, key, Via::kIdentity, Via::kMember, false, {}});
    met_[i] = noted.met;
    is_explained = is_explained || noted.candidate != kNone;
  }
  if (is_explained) Explain(links, list, value, strings);
}

// Tells content policies which places of the value need no other explanation.
void FlowPolicy::Explain(const TraceLinks& links, LinkList& list, const ValueRecord& value, const Strings& strings) {
  places_.Fill(value.count, 0);
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const ValueNode node = value.Node(i);
    const bool whole = node.parent == kNone;
    places_[i] = PlaceOf(whole ? 0 : places_[node.parent], KeyHash(whole ? RootKey(value) : node.key, strings));
    const UseRef source = met_[i].source;
    if (!links.IsLive(source)) continue;
    const Use& origin = links.use(source.index);
    list.AddExplained(places_[i], value.side, {origin.span, origin.side});
  }
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
  for (const CreditedPart& part : list.parts()) {
    Candidate& link = list.candidates()[part.candidate];
    if (!link.is_history) continue;
    bool was_there = links.takings().Any(part.object, [&](const Taking& taking) {
      return spans[taking.span].mark == started_at && spans[taking.span].started_at == taking.started_at &&
             taking.producer == link.producer && taking.from == link.from && taking.start <= part.start &&
             (part.end == 0 ? taking.is_all : taking.end >= part.end);
    });
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
