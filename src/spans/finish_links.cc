#include "spans/finish_links.h"

#include <algorithm>

#include "links/path.h"
#include "policy/limits.h"

namespace spanloom {
namespace {

Slice AddPath(SpanData& span, const TraceLinks& links, UseRef use, const Strings& strings) {
  const std::size_t start = span.text.size();
  AppendPath(span.text, links, use, strings);
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(span.text.size() - start)};
}

// The ranges of the strings that the link's paths lead to.
Slice AddRanges(SpanData& span, std::uint32_t candidate, const Candidate& found) {
  const auto start = static_cast<std::uint32_t>(span.ranges.size());
  std::uint32_t count = 0;
  for (const TextRange& range : span.candidates.ranges()) {
    const bool is_there =
        range.candidate == candidate && range.from_use == found.from_use && range.to_use == found.to_use;
    if (!is_there || count == kRangesPerLink) continue;
    span.ranges.Add({range.from_start, range.from_end, range.to_start, range.to_end});
    ++count;
  }
  return {start, count};
}

}  // namespace

void FinishLinks(TraceLinks& links, SpanData& span, const Strings& strings) {
  const SpanTree& tree = links.spans();
  const Array<Candidate>& candidates = span.candidates.candidates();
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    const Candidate& found = candidates[i];
    if (found.is_history) continue;
    if (span.links.size() == kLinksPerSpan) {
      ++span.dropped_links;
      continue;
    }
    FoundLink link{};
    link.span_id = tree[found.producer].id;
    link.from = found.from;
    link.to = found.to;
    link.via = found.via;
    link.is_tree = tree.IsAncestor(found.producer, span.node) || tree.IsAncestor(span.node, found.producer);
    link.is_generated = tree[found.producer].step == Step::kLlm && tree[span.node].step == Step::kTool &&
                        found.from == Side::kOutput && found.to == Side::kInput;
    link.from_path = AddPath(span, links, found.from_use, strings);
    link.to_path = AddPath(span, links, found.to_use, strings);
    if (found.via == Via::kText) {
      const double all = span.candidates.letters(found.to);
      link.overlap = all > 0 ? std::min(found.letters / all, 1.0) : 1;
      link.ranges = AddRanges(span, i, found);
    }
    span.links.Add(link);
  }
  span.candidates.Clear(links);
}

}  // namespace spanloom
