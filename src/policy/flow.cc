#include "policy/flow.h"

#include "base/features.h"
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
  if (kHasContent && is_explained) Explain(links, list, value, strings);
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

namespace {

// Whether `test` is true of an input use of the object, or of what the link's producer had around it: of content that
// was matched as a whole, what is inside is not noted.
template <typename Test>
bool AnyInput(const TraceLinks& links, std::uint32_t object, const Candidate& link, Test&& test) {
  const bool is_content = kHasContent && links.object(object).id >= kFirstContentId;
  std::uint32_t given = is_content ? links.FindUse(object, link.producer, link.from) : kNone;
  for (;;) {
    for (std::uint32_t at = links.object(object).inputs; at != kNone; at = links.use(at).next) {
      if (test(links.use(at))) return true;
    }
    do {
      if (given != kNone) given = links.ParentOf(links.use(given));
      if (given == kNone) return false;
    } while (!links.HasObject(links.use(given)));
    object = links.use(given).object;
  }
}

}  // namespace

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
    bool was_there = kHasContent && links.takings().Any(part.object, [&](const Taking& taking) {
      return spans[taking.span].mark == started_at && spans[taking.span].started_at == taking.started_at &&
             taking.producer == link.producer && spans[taking.producer].started_at == taking.producer_started_at &&
             taking.from == link.from && taking.start <= part.start &&
             (part.end == 0 ? taking.is_all : taking.end >= part.end);
    });
    const std::uint32_t object = links.Find(part.object);
    const auto has_input = [&](const Use& use) {
      return spans[use.span].mark == started_at && use.span != link.producer && use.producer == link.producer &&
             use.producer_side == link.from;
    };
    was_there = was_there || (object != kNone && AnyInput(links, object, link, has_input));
    link.is_history = was_there;
  }
}

}  // namespace spanloom
