#include "policy/flow.h"

#include "base/features.h"
#include "policy/node_key.h"
#include "policy/part.h"

namespace spanloom {

void FlowPolicy::AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value,
                          const Strings& strings) {
  matches_.Fill(value.count, {});
  explained_.Fill(value.count, {});
  bool is_explained = false;
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const ValueNode node = value.Node(i);
    const bool is_whole = node.parent == kNone;
    const std::uint32_t object = links.FindOrAddObject(node.object);
    if (object == kNone) continue;
    const std::uint32_t key = is_whole ? RootKey(value) : LastingKey(node.key, links.keys(), strings);
    const Match around = is_whole ? Match() : matches_[node.parent];
    const AttributedPart noted = AttributePart(
        links, span, list,
        {object, around, value.side, is_whole, key, Via::kIdentity, Via::kMember, 0, true, false, false, {}});
    matches_[i] = noted.match;
    explained_[i] = {noted.evidence, noted.candidate != kNone};
    is_explained = is_explained || noted.candidate != kNone;
  }
  if (kHasContent && is_explained) Explain(links, list, value, strings);
}

// Adds the places that identity explains, so that ContentPolicy skips them.
void FlowPolicy::Explain(const TraceLinks& links, CandidateList& list, const ValueRecord& value,
                         const Strings& strings) {
  places_.Fill(value.count, 0);
  for (std::uint32_t i = 0; i < value.count; ++i) {
    const ValueNode node = value.Node(i);
    const bool is_whole = node.parent == kNone;
    places_[i] = PlaceOf(is_whole ? 0 : places_[node.parent], KeyHash(is_whole ? RootKey(value) : node.key, strings));
    if (links.IsLive(matches_[i].source)) list.AddExplained(places_[i], value.side, explained_[i]);
  }
}

namespace {

// Whether the spans are the same, which may be several nodes of a remote one, or one is an ancestor of the other:
// values pass along such lines.
bool IsSameLine(const SpanTree& spans, std::uint32_t one, std::uint32_t other) {
  const bool is_same = one == other || (spans[one].is_remote && spans[one].id == spans[other].id);
  return is_same || spans.IsAncestor(one, other) || spans.IsAncestor(other, one);
}

// Whether `test` is true of an input use of the object, or of one of its containers in the producer's value: the
// members of content that is matched as a whole have no uses of their own.
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

void FlowPolicy::MarkHistory(TraceLinks& links, std::uint32_t span, CandidateList& list) {
  SpanTree& spans = links.spans();
  const std::uint32_t fn = spans[span].fn;
  const std::uint32_t started_at = spans[span].started_at;
  bool repeats = false;
  const auto mark = [&](std::uint32_t call) {
    if (spans[call].fn != fn || spans[call].started_at >= started_at) return;
      // The mark is unique to this call: no other span of the trace has the same start time.
#if SPANLOOM_ENGINE
    for (std::uint32_t at = spans[call].repeats; at != kNone && spans[at].mark != started_at; at = spans[at].repeats) {
      spans[at].mark = started_at;
    }
#endif
    spans[call].mark = started_at;
    repeats = true;
  };
  if (fn == 0) return;
  for (const Candidate& link : list.candidates()) {
    if (link.from == Side::kOutput && link.to == Side::kInput) mark(link.producer);
  }
  // An ancestor may have passed on what a call returned.
  for (const CreditedPart& part : list.parts()) {
    const Candidate& link = list.candidates()[part.candidate];
    const std::uint32_t object = link.from == Side::kOutput ? links.Find(part.object) : kNone;
    if (object == kNone) continue;
    for (std::uint32_t at = links.object(object).outputs; at != kNone; at = links.use(at).next) {
      if (spans.IsAncestor(link.producer, links.use(at).span)) mark(links.use(at).span);
    }
  }
  if (!repeats) return;

  for (Candidate& link : list.candidates()) link.is_history = link.to == Side::kInput;
  for (const CreditedPart& part : list.parts()) {
    Candidate& link = list.candidates()[part.candidate];
    if (!link.is_history) continue;
    bool was_there = kHasContent && links.excerpts().Any(part.object, [&](const Excerpt& taking) {
      return spans[taking.span].mark == started_at && spans[taking.span].started_at == taking.started_at &&
             spans[taking.producer].started_at == taking.producer_started_at &&
             IsSameLine(spans, taking.producer, link.producer) && taking.from == link.from &&
             taking.start <= part.start && (part.end == 0 ? taking.is_all : taking.end >= part.end);
    });
    const std::uint32_t object = links.Find(part.object);
    const auto has_input = [&](const Use& use) {
      return spans[use.span].mark == started_at && use.span != link.producer && use.producer != kNone &&
             IsSameLine(spans, use.producer, link.producer) && use.producer_side == link.from;
    };
    was_there = was_there || (object != kNone && AnyInput(links, object, link, has_input));
    // What a call returned itself is not new when it comes from an ancestor.
    for (std::uint32_t at = object == kNone ? kNone : links.object(object).outputs; at != kNone && !was_there;
         at = links.use(at).next) {
      const std::uint32_t call = links.use(at).span;
      was_there = link.from == Side::kInput && call != link.producer && spans[call].mark == started_at &&
                  !links.use(at).is_partial;
    }
    link.is_history = was_there;
  }
}

}  // namespace spanloom
