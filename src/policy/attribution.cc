#include "policy/attribution.h"

#include <array>
#include <cstddef>

#include "base/features.h"
#include "policy/limits.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

bool WasGiven(const TraceLinks& links, const Use& output) {
  return links.FindUse(output.object, output.span, Side::kInput) != kNone;
}

bool GaveMore(const Use& use, const CopyRule& copy) {
  return kHasContent && copy.givers != nullptr && copy.givers->Has(use.span, use.side, Side::kInput);
}

bool Chooses(const SpanNode& span) { return span.step == Step::kLlm || span.step == Step::kAgent; }

// Whether `span` was given what the input use is of, or what stood around it.
bool HadInput(const TraceLinks& links, const Use& input, std::uint32_t span) {
  if (input.span == span) return true;
  for (std::uint32_t at = links.ParentOf(input); at != kNone; at = links.ParentOf(links.use(at))) {
    const Use& around = links.use(at);
    if (links.HasObject(around) && links.FindUse(around.object, span, Side::kInput) != kNone) return true;
  }
  return false;
}

// Whether a label is what its span was given, as such or in what stood around the other use of it, and did not choose.
bool IsEcho(const TraceLinks& links, const Use& use, const Use& other) {
  return !Chooses(links.spans()[use.span]) && (WasGiven(links, use) || HadInput(links, other, use.span));
}

// Whether somebody has put a value into a record since another one returned it, and gave nothing else: nothing stands
// beside it there, or it stands here under the same name.
bool IsRelay(const TraceLinks& links, const Use& member, const Use& whole, const CopyRule& copy) {
  if (!kHasContent || !copy.is_content || member.seq < whole.seq || GaveMore(member, copy)) return false;
  const std::uint32_t record = links.ParentOf(member);
  const bool is_alone = record != kNone && links.HasObject(links.use(record)) &&
                        links.records().CountOf(links.object(links.use(record).object).id) <= 1;
  return is_alone || (copy.key != kNone && links.NameOf(member) == copy.key && !WasGiven(links, member));
}

// Whole over member, unless that was handed on since; of labels that of who gave more, who was not given it himself,
// and had it under the same name; then the latest.
bool Outranks(const TraceLinks& links, const Use& use, const Use& other, const CopyRule& copy) {
  if (use.whole != other.whole) {
    return use.whole != IsRelay(links, use.whole ? other : use, use.whole ? use : other, copy);
  }
  if (copy.is_label) {
    const bool gave = GaveMore(use, copy);
    if (gave != GaveMore(other, copy)) return gave;
    const bool is_echo = IsEcho(links, use, other);
    if (is_echo != IsEcho(links, other, use)) return !is_echo;
    const bool is_there = links.NameOf(use) == copy.key;
    if (copy.key != kNone && is_there != (links.NameOf(other) == copy.key)) return is_there;
  }
  return use.seq > other.seq;
}

// Whether a use is of something that says enough, or says it in the same place.
bool Counts(const TraceLinks& links, const Use& use, const CopyRule& copy) {
  if (!copy.is_short || copy.is_id || copy.is_whole || use.whole) return true;
  return copy.has_digit && copy.key != kNone && links.NameOf(use) == copy.key;
}

bool HasFinishedAncestor(const TraceLinks& links, std::uint32_t span, const std::uint32_t* uses, std::size_t count) {
  const SpanTree& spans = links.spans();
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t upper = links.use(uses[i]).span;
    if (!spans[upper].open && spans.IsAncestor(upper, span)) return true;
  }
  return false;
}

// Whether what runs in the span may be given what it says. An agent has a model, of which it hands on the very objects.
bool Answers(const SpanNode& span, const CopyRule& copy) {
  return span.step == Step::kLlm || (span.step == Step::kAgent && copy.is_content);
}

// Whether a span ended within the one that what is around came from: it handed that on, even if its content is not
// known.
bool IsHandedOn(const SpanTree& spans, std::uint32_t span, const CopyRule& copy) {
  return copy.preferred != kNone && !spans[copy.preferred].open && spans.IsAncestor(copy.preferred, span);
}

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
  if (inherited != kNone && !Counts(links, links.use(inherited), copy)) inherited = kNone;
  if (copy.is_content && inherited != kNone) {
    const std::uint32_t around = InheritedAround(links, links.use(inherited), span, 0);
    const auto depth_of = [&](std::uint32_t use) { return spans[links.use(use).span].depth; };
    if (around != kNone && depth_of(around) > depth_of(inherited)) inherited = around;
  }
  const std::uint32_t since = inherited == kNone ? 0 : spans[links.use(inherited).span].started_at;

  std::array<std::uint32_t, kUsesPerSide> outputs;
  std::size_t count = 0;
  std::uint32_t above = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone && count < outputs.size();
       at = links.use(at).next) {
    const Use& use = links.use(at);
    if (use.seq < since || use.span == span || !Counts(links, use, copy) || IsHandedOn(spans, use.span, copy)) continue;
    if (!spans.IsAncestor(use.span, span)) {
      outputs[count++] = at;
    } else if (Answers(spans[use.span], copy) &&
               (above == kNone || spans[use.span].depth > spans[links.use(above).span].depth)) {
      above = at;
    }
  }
  std::uint32_t best = kNone;
  for (std::size_t i = 0; i < count; ++i) {
    const Use& use = links.use(outputs[i]);
    if (count > 1 && HasFinishedAncestor(links, use.span, outputs.data(), count)) continue;
    if (best == kNone || Outranks(links, use, links.use(best), copy)) best = outputs[i];
  }
  if (best == kNone && inherited == kNone) best = above;
  if (best == kNone) return inherited;
  const Use& use = links.use(best);
  if (!copy.is_content || use.whole) return best;
  if (const std::uint32_t around = InheritedAround(links, use, span, use.seq); around != kNone) return around;
  const auto is_setting = [&](const Use& input) {
    const std::uint32_t name = links.NameOf(input);
    if (name == kNone) return false;
    const bool is_echo = copy.is_label && input.span == use.span && name == links.NameOf(use);
    if (is_echo && !Chooses(spans[use.span])) return true;
    return name == copy.key && (copy.is_label || HadInput(links, input, use.span));
  };
  const bool is_nobodys = copy.is_setting || (copy.place != nullptr && copy.place->IsAnother(links, use)) ||
                          StoodInInput(links, use, span, is_setting);
  if (is_nobodys) return inherited == kNone ? kNobodys : inherited;
  const bool is_weaker = inherited != kNone && (copy.is_label || links.use(inherited).whole);
  const bool may_echo = is_weaker && !(copy.is_label && Chooses(spans[use.span]));
  return may_echo && StoodInInput(links, use, span, [](const Use&) { return true; }) ? inherited : best;
}

// Whether the span had what it returns under the same name in what it, or one around it, was given.
bool IsItsOwn(const TraceLinks& links, std::uint32_t object, std::uint32_t span, const CopyRule& copy) {
  if (!copy.is_content || copy.key == kNone) return false;
  for (std::uint32_t at = links.object(object).inputs; at != kNone; at = links.use(at).next) {
    const Use& input = links.use(at);
    const bool is_given = input.span == span || links.spans().IsAncestor(input.span, span);
    if (is_given && links.NameOf(input) == copy.key) return true;
  }
  return false;
}

std::uint32_t AttributeOutput(const TraceLinks& links, std::uint32_t object, std::uint32_t span, const CopyRule& copy) {
  if (IsItsOwn(links, object, span, copy)) return kNone;
  const CopyRule no_label;
  const SpanTree& spans = links.spans();
  std::uint32_t best = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone; at = links.use(at).next) {
    const Use& use = links.use(at);
    if (!spans.IsAncestor(span, use.span) || !Counts(links, use, copy)) continue;
    const std::uint32_t depth = spans[use.span].depth;
    const std::uint32_t best_depth = best == kNone ? kNone : spans[links.use(best).span].depth;
    if (depth < best_depth || (depth == best_depth && Outranks(links, use, links.use(best), no_label))) best = at;
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
