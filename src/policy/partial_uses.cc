#include "policy/partial_uses.h"

namespace spanloom {
namespace {

// Returns when the nearest ancestor started that was given anything here: what is inside it was said to be, and not
// what an earlier message said. O(depth), bounded.
std::uint32_t NewestScope(const SpanTree& spans, std::uint32_t span) {
  constexpr std::uint32_t kMaxSteps = 64;
  span = spans[span].parent;
  for (std::uint32_t left = kMaxSteps; span != kNone && left > 0; --left, span = spans[span].parent) {
    if (spans[span].is_remote) return 0;
    if (spans[span].has_input) return spans[span].started_at;
  }
  return 0;
}

}  // namespace

std::uint32_t NextPartial(const TraceLinks& links, std::uint32_t object, std::uint32_t span, Side side,
                          std::uint32_t use) {
  const SpanTree& spans = links.spans();
  const std::uint32_t since = side == Side::kInput ? NewestScope(spans, span) : 0;
  bool is_output = use == kNone || links.use(use).side == Side::kOutput;
  std::uint32_t at = use == kNone ? links.object(object).outputs : links.use(use).next;
  for (;;) {
    if (at == kNone) {
      if (!is_output) return kNone;
      is_output = false;
      at = links.object(object).inputs;
      continue;
    }
    const Use& partial = links.use(at);
    const bool flows = side == Side::kOutput ? is_output && spans.IsAncestor(span, partial.span)
                                             : is_output || spans.IsAncestor(partial.span, span);
    if (partial.is_partial && flows && partial.seq > since) return at;
    at = partial.next;
  }
}

}  // namespace spanloom
