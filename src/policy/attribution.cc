#include "policy/attribution.h"

#include <array>
#include <cstddef>

#include "base/features.h"
#include "policy/limits.h"

namespace spanloom {
namespace {

// Whole over member, then latest.
bool Outranks(const Use& use, const Use& other, const CopyRule& copy) {
  if (use.whole != other.whole) return use.whole;
  if (copy.is_label && copy.givers != nullptr) {
    const bool gave = copy.givers->Has(use.span, use.side, Side::kInput);
    if (gave != copy.givers->Has(other.span, other.side, Side::kInput)) return gave;
  }
  return use.seq > other.seq;
}

bool HasFinishedAncestor(const TraceLinks& links, std::uint32_t span, const std::uint32_t* uses, std::size_t count) {
  const SpanTree& spans = links.spans();
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t upper = links.use(uses[i]).span;
    if (!spans[upper].open && spans.IsAncestor(upper, span)) return true;
  }
  return false;
}

bool Chooses(const SpanNode& span) { return span.step == Step::kLlm || span.step == Step::kAgent; }

// Whether `test` is true of an input use that another span than `span` had before the one of `output` ended.
template <typename Test>
bool StoodInInput(const TraceLinks& links, const Use& output, std::uint32_t span, Test&& test) {
  const SpanNode& producer = links.spans()[output.span];
  for (std::uint32_t at = links.object(output.object).inputs; at != kNone; at = links.use(at).next) {
    const Use& input = links.use(at);
    if (input.span != span && (producer.open || input.seq < producer.ended_at) && test(input)) return true;
  }
  return false;
}

// Whether `span` was given what the input use is of, or what stood around it.
bool HadInput(const TraceLinks& links, const Use& input, std::uint32_t span) {
  if (input.span == span) return true;
  for (std::uint32_t at = links.ParentOf(input); at != kNone; at = links.ParentOf(links.use(at))) {
    const Use& around = links.use(at);
    if (links.HasObject(around) && links.FindUse(around.object, span, Side::kInput) != kNone) return true;
  }
  return false;
}

// The use by which the nearest ancestor was given what stood around a part: of content that is known as a whole, what
// is inside is not noted. `since` is what it has to be later than; kNone if there is none.
std::uint32_t InheritedAround(const TraceLinks& links, const Use& part, std::uint32_t span, std::uint32_t since) {
  const SpanTree& spans = links.spans();
  std::uint32_t nearest = kNone;
  for (std::uint32_t at = links.ParentOf(part); at != kNone; at = links.ParentOf(links.use(at))) {
    if (!links.HasObject(links.use(at))) continue;
    const std::uint32_t inherited = links.NearestAncestorInput(links.use(at).object, span);
    if (inherited == kNone || links.use(inherited).seq <= since) continue;
    const std::uint32_t depth = spans[links.use(inherited).span].depth;
    if (nearest == kNone || depth > spans[links.use(nearest).span].depth) nearest = inherited;
  }
  return nearest;
}

std::uint32_t AttributeInput(const TraceLinks& links, std::uint32_t object, std::uint32_t span, const CopyRule& copy) {
  const SpanTree& spans = links.spans();
  std::uint32_t inherited = links.NearestAncestorInput(object, span);
  if (copy.is_short && inherited != kNone && !links.use(inherited).whole) inherited = kNone;
  if (copy.is_content && inherited != kNone) {
    const std::uint32_t around = InheritedAround(links, links.use(inherited), span, 0);
    const auto depth_of = [&](std::uint32_t use) { return spans[links.use(use).span].depth; };
    if (around != kNone && depth_of(around) > depth_of(inherited)) inherited = around;
  }
  const std::uint32_t since = inherited == kNone ? 0 : spans[links.use(inherited).span].started_at;

  std::array<std::uint32_t, kUsesPerSide> outputs;
  std::size_t count = 0;
  for (std::uint32_t at = links.object(object).outputs; at != kNone && count < outputs.size();
       at = links.use(at).next) {
    const Use& use = links.use(at);
    if (use.seq < since || use.span == span || spans.IsAncestor(use.span, span)) continue;
    if (use.whole || !copy.is_short) outputs[count++] = at;
  }
  std::uint32_t best = kNone;
  for (std::size_t i = 0; i < count; ++i) {
    const Use& use = links.use(outputs[i]);
    if (count > 1 && HasFinishedAncestor(links, use.span, outputs.data(), count)) continue;
    if (best == kNone || Outranks(use, links.use(best), copy)) best = outputs[i];
  }
  if (best == kNone) return inherited;
  const Use& use = links.use(best);
  if (!copy.is_content || use.whole) return best;
  if (const std::uint32_t around = InheritedAround(links, use, span, use.seq); around != kNone) return around;
  const auto is_setting = [&](const Use& input) {
    return input.key == copy.key && (copy.is_label || HadInput(links, input, use.span));
  };
  if (copy.key != kNone && StoodInInput(links, use, span, is_setting)) return inherited == kNone ? kNobodys : inherited;
  const bool is_weaker = inherited != kNone && (copy.is_label || links.use(inherited).whole);
  const bool may_echo = is_weaker && !Chooses(spans[use.span]);
  return may_echo && StoodInInput(links, use, span, [](const Use&) { return true; }) ? inherited : best;
}

std::uint32_t AttributeOutput(const TraceLinks& links, std::uint32_t object, std::uint32_t span, const CopyRule& copy) {
  const SpanTree& spans = links.spans();
  std::uint32_t best = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone; at = links.use(at).next) {
    const Use& use = links.use(at);
    if (!spans.IsAncestor(span, use.span) || (copy.is_short && !use.whole)) continue;
    const std::uint32_t depth = spans[use.span].depth;
    const std::uint32_t best_depth = best == kNone ? kNone : spans[links.use(best).span].depth;
    if (depth < best_depth || (depth == best_depth && Outranks(use, links.use(best), copy))) best = at;
  }
  return best;
}

}  // namespace

std::uint32_t Attribute(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                        const CopyRule& copy) {
  const CopyRule rule = kHasContent ? copy : CopyRule();
  if (rule.preferred != kNone) {
    const std::uint32_t preferred = links.FindUse(object, rule.preferred, rule.preferred_side);
    if (preferred != kNone) return preferred;
  }
  return side == Side::kInput ? AttributeInput(links, object, span, rule) : AttributeOutput(links, object, span, rule);
}

}  // namespace spanloom
