#include "policy/attribution.h"

#include <array>
#include <cstddef>

#include "policy/limits.h"

namespace spanloom {
namespace {

// Whole over member, then latest.
bool Outranks(const Use& use, const Use& other) { return use.whole != other.whole ? use.whole : use.seq > other.seq; }

bool HasFinishedAncestor(const TraceLinks& links, std::uint32_t span, const std::uint32_t* uses, std::size_t count) {
  const SpanTree& spans = links.spans();
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t upper = links.use(uses[i]).span;
    if (!spans[upper].open && spans.IsAncestor(upper, span)) return true;
  }
  return false;
}

}  // namespace

std::uint32_t AttributeInput(const TraceLinks& links, std::uint32_t object, std::uint32_t span) {
  const SpanTree& spans = links.spans();
  const std::uint32_t inherited = links.NearestAncestorInput(object, span);
  const std::uint32_t since = inherited == kNone ? 0 : spans[links.use(inherited).span].started_at;

  std::array<std::uint32_t, kUsesPerSide> outputs;
  std::size_t count = 0;
  for (std::uint32_t at = links.object(object).outputs; at != kNone && count < outputs.size();
       at = links.use(at).next) {
    const Use& use = links.use(at);
    if (use.seq >= since && use.span != span && !spans.IsAncestor(use.span, span)) outputs[count++] = at;
  }
  std::uint32_t best = kNone;
  for (std::size_t i = 0; i < count; ++i) {
    const Use& use = links.use(outputs[i]);
    if (count > 1 && HasFinishedAncestor(links, use.span, outputs.data(), count)) continue;
    if (best == kNone || Outranks(use, links.use(best))) best = outputs[i];
  }
  return best == kNone ? inherited : best;
}

std::uint32_t AttributeOutput(const TraceLinks& links, std::uint32_t object, std::uint32_t span) {
  const SpanTree& spans = links.spans();
  std::uint32_t best = kNone;
  for (std::uint32_t at = links.object(object).outputs; at != kNone; at = links.use(at).next) {
    const Use& use = links.use(at);
    if (!spans.IsAncestor(span, use.span)) continue;
    const std::uint32_t depth = spans[use.span].depth;
    const std::uint32_t best_depth = best == kNone ? kNone : spans[links.use(best).span].depth;
    if (depth < best_depth || (depth == best_depth && Outranks(use, links.use(best)))) best = at;
  }
  return best;
}

}  // namespace spanloom
