#include "policy/attribution.h"

#include <array>
#include <cassert>
#include <cstddef>

#include "base/features.h"
#include "policy/limits.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

bool WasInput(const TraceLinks& links, const Use& output) {
  return links.FindUse(output.object, output.span, Side::kInput) != kNone;
}

bool IsOtherCandidate(const Use& use, const ContentTraits& traits) {
  return kHasContent && traits.candidates != nullptr && traits.candidates->Has(use.span, use.side, Side::kInput);
}

bool CanChoose(const SpanNode& span) { return span.step_kind == StepKind::kLlm || span.step_kind == StepKind::kAgent; }

// Whether `span` received the container of an input use, or is the span of that use.
bool HadContainer(const TraceLinks& links, const Use& input, std::uint32_t span) {
  if (input.span == span) return true;
  for (std::uint32_t at = links.ParentOf(input); at != kNone; at = links.ParentOf(links.use(at))) {
    const Use& around = links.use(at);
    if (links.HasObject(around) && links.FindUse(around.object, span, Side::kInput) != kNone) return true;
  }
  return false;
}

// Whether a span only returns a label that it received, by itself or in the container of the other use, without
// choosing it.
bool IsEcho(const TraceLinks& links, const Use& use, const Use& other) {
  return !CanChoose(links.spans()[use.span]) && (WasInput(links, use) || HadContainer(links, other, use.span));
}

// Whether a span put a value that another span had returned into a record, and passed on just that: the record has no
// other member, or the consumer has the value under the same name.
bool IsRelay(const TraceLinks& links, const Use& member, const Use& whole, const ContentTraits& traits) {
  if (!kHasContent || !traits.is_content || member.seq < whole.seq || IsOtherCandidate(member, traits)) return false;
  const std::uint32_t record = links.ParentOf(member);
  const bool is_alone = record != kNone && links.HasObject(links.use(record)) &&
                        links.records().CountOf(links.object(links.use(record).object).id) <= 1;
  return is_alone || (traits.key != kNone && links.NameOf(member) == traits.key && !WasInput(links, member));
}

// Ranks two outputs for `span` by rules 3 to 5 of Attribute().
bool Outranks(const TraceLinks& links, const Use& use, const Use& other, [[maybe_unused]] std::uint32_t span,
              const ContentTraits& traits) {
  if (use.is_whole != other.is_whole) {
    return use.is_whole != IsRelay(links, use.is_whole ? other : use, use.is_whole ? use : other, traits);
  }
  if (traits.is_label) {
    const bool gave = IsOtherCandidate(use, traits);
    if (gave != IsOtherCandidate(other, traits)) return gave;
    const bool is_echo = IsEcho(links, use, other);
    if (is_echo != IsEcho(links, other, use)) return !is_echo;
    const bool is_there = links.NameOf(use) == traits.key;
    if (traits.key != kNone && is_there != (links.NameOf(other) == traits.key)) return is_there;
  }
  if constexpr (kIsEngine) {
    const std::uint32_t depth = links.spans().CommonDepth(use.span, span) + 1;
    const std::uint32_t other_depth = links.spans().CommonDepth(other.span, span) + 1;
    if (depth != other_depth) return depth > other_depth;
  }
  return use.seq > other.seq;
}

// Whether a use is informative enough to be evidence: by itself, or because it has the same name on both sides.
bool IsSufficient(const TraceLinks& links, const Use& use, const ContentTraits& traits) {
  if (use.is_partial || links.spans()[use.span].is_carrier) return false;
  if (!traits.is_short || traits.is_id || traits.is_whole || use.is_whole) return true;
  return traits.has_digit && traits.key != kNone && links.NameOf(use) == traits.key;
}

bool HasFinishedAncestor(const TraceLinks& links, std::uint32_t span, const std::uint32_t* uses, std::size_t count) {
  const SpanTree& spans = links.spans();
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t upper = links.use(uses[i]).span;
    if (!spans[upper].is_open && spans.IsAncestor(upper, span)) return true;
  }
  return false;
}

// Whether the span's output may be the input of spans that run inside it: it is a model, an agent with a model, or a
// remote span, of which the sender knows.
bool CanAnswer(const SpanNode& span, const ContentTraits& traits) {
  return span.is_remote || span.step_kind == StepKind::kLlm ||
         (span.step_kind == StepKind::kAgent && traits.is_content);
}

// Whether a span ran inside the producer of the container. That producer passed the part on, even if its own content is
// not recorded.
bool IsInsideContainerProducer(const SpanTree& spans, std::uint32_t span, const ContentTraits& traits) {
  return traits.container_producer != kNone && !spans[traits.container_producer].is_open &&
         spans.IsAncestor(traits.container_producer, span);
}

// Whether `test` is true of an input use of the object, by another span than `span`, before the producer ended.
template <typename Test>
bool WasInEarlierInput(const TraceLinks& links, const Use& output, std::uint32_t span, Test&& test) {
  const SpanNode& producer = links.spans()[output.span];
  for (std::uint32_t at = links.object(output.object).inputs; at != kNone; at = links.use(at).next) {
    const Use& input = links.use(at);
    if (input.span != span && (producer.is_open || input.seq < producer.ended_at) && test(input)) return true;
  }
  return false;
}

// Returns the input use of a container of the part, later than `since`, by the nearest ancestor of `span`; kNone if
// there is none. The members of content that is matched as a whole have no uses of their own.
std::uint32_t FindInheritedContainer(const TraceLinks& links, const Use& part, std::uint32_t span,
                                     std::uint32_t since) {
  const SpanTree& spans = links.spans();
  std::uint32_t nearest = kNone;
  bool is_inside = true;
  for (std::uint32_t at = links.ParentOf(part); at != kNone && is_inside; at = links.ParentOf(links.use(at))) {
    is_inside = !links.use(at).is_origin;
    if (!links.HasObject(links.use(at))) continue;
    const std::uint32_t inherited = links.FindNearestAncestorInput(links.use(at).object, span);
    if (inherited == kNone || links.use(inherited).seq <= since) continue;
    const std::uint32_t depth = spans[links.use(inherited).span].depth;
    if (nearest == kNone || depth > spans[links.use(nearest).span].depth) nearest = inherited;
  }
  return nearest;
}

std::uint32_t AttributeInput(const TraceLinks& links, std::uint32_t object, std::uint32_t span,
                             const ContentTraits& traits) {
  const SpanTree& spans = links.spans();
  std::uint32_t inherited = links.FindNearestAncestorInput(object, span);
  if (inherited != kNone && !IsSufficient(links, links.use(inherited), traits)) inherited = kNone;
#if SPANLOOM_ENGINE
  if (traits.is_instruction) inherited = kNone;
#endif
  if (traits.is_content && inherited != kNone) {
    const std::uint32_t around = FindInheritedContainer(links, links.use(inherited), span, 0);
    const auto depth_of = [&](std::uint32_t use) { return spans[links.use(use).span].depth; };
    if (around != kNone && depth_of(around) > depth_of(inherited)) inherited = around;
  }
  const std::uint32_t since = inherited == kNone ? 0 : spans[links.use(inherited).span].started_at;

  std::array<std::uint32_t, kMaxUsesPerSide> outputs;
  std::size_t count = 0;
  std::uint32_t above = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone && count < outputs.size();
       at = links.use(at).next) {
    const Use& use = links.use(at);
    if (use.seq < since || use.span == span || !IsSufficient(links, use, traits) ||
        IsInsideContainerProducer(spans, use.span, traits))
      continue;
    if (!spans.IsAncestor(use.span, span)) {
      outputs[count++] = at;
    } else if (CanAnswer(spans[use.span], traits) &&
               (above == kNone || spans[use.span].depth > spans[links.use(above).span].depth)) {
      above = at;
    }
  }
  std::uint32_t best = kNone;
  for (std::size_t i = 0; i < count; ++i) {
    const Use& use = links.use(outputs[i]);
    if (count > 1 && HasFinishedAncestor(links, use.span, outputs.data(), count)) continue;
    if (best == kNone || Outranks(links, use, links.use(best), span, traits)) best = outputs[i];
  }
  if (best == kNone && inherited == kNone) best = above;
  if (best == kNone) return inherited;
  const Use& use = links.use(best);
  if (!traits.is_content || use.is_whole) return best;
  if (const std::uint32_t around = FindInheritedContainer(links, use, span, use.seq); around != kNone) return around;
  const auto is_setting = [&](const Use& input) {
    const std::uint32_t name = links.NameOf(input);
    if (name == kNone) return false;
    const bool is_echo = traits.is_label && input.span == use.span && name == links.NameOf(use);
    if (is_echo && !CanChoose(spans[use.span])) return true;
    return name == traits.key && (traits.is_label || HadContainer(links, input, use.span));
  };
  const bool is_unattributed = traits.is_setting ||
                               (traits.place != nullptr && traits.place->IsOtherRecord(links, use)) ||
                               WasInEarlierInput(links, use, span, is_setting);
  if (is_unattributed) return inherited == kNone ? kUnattributed : inherited;
  const bool is_weaker = inherited != kNone && (traits.is_label || links.use(inherited).is_whole);
  const bool may_echo = is_weaker && !(traits.is_label && CanChoose(spans[use.span]));
  return may_echo && WasInEarlierInput(links, use, span, [](const Use&) { return true; }) ? inherited : best;
}

// Whether the span, or an ancestor, received the returned object under the same name.
bool IsReturnedInput(const TraceLinks& links, std::uint32_t object, std::uint32_t span, const ContentTraits& traits) {
  if (!traits.is_content || traits.key == kNone) return false;
  for (std::uint32_t at = links.object(object).inputs; at != kNone; at = links.use(at).next) {
    const Use& input = links.use(at);
    const bool is_given = input.span == span || links.spans().IsAncestor(input.span, span);
    if (is_given && links.NameOf(input) == traits.key) return true;
  }
  return false;
}

std::uint32_t AttributeOutput(const TraceLinks& links, std::uint32_t object, std::uint32_t span,
                              const ContentTraits& traits) {
  if (IsReturnedInput(links, object, span, traits)) return kNone;
  const ContentTraits no_label;
  const SpanTree& spans = links.spans();
  std::uint32_t best = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone; at = links.use(at).next) {
    const Use& use = links.use(at);
    if (!spans.IsAncestor(span, use.span) || !IsSufficient(links, use, traits)) continue;
    const std::uint32_t depth = spans[use.span].depth;
    const std::uint32_t best_depth = best == kNone ? kNone : spans[links.use(best).span].depth;
    if (depth < best_depth || (depth == best_depth && Outranks(links, use, links.use(best), span, no_label))) best = at;
  }
  return best;
}

}  // namespace

std::uint32_t Attribute(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                        const ContentTraits& traits) {
  assert(links.spans()[span].is_open);
  const ContentTraits rule = kHasContent ? traits : ContentTraits();
  if (traits.container_producer != kNone) {
    const std::uint32_t preferred = links.FindUse(object, traits.container_producer, traits.container_side);
    if (preferred != kNone) return preferred;
  }
  return side == Side::kInput ? AttributeInput(links, object, span, rule) : AttributeOutput(links, object, span, rule);
}

}  // namespace spanloom
