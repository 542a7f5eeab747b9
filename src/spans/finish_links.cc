#include "spans/finish_links.h"

#include <algorithm>

#include "base/features.h"
#include "links/candidate_list.h"
#include "links/path.h"

namespace spanloom {
namespace {

Slice AddPath(SpanData& span, const TraceLinks& links, UseRef use, const Strings& strings) {
  const std::size_t start = span.text.size();
  AppendPath(span.text, links, use, strings);
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(span.text.size() - start)};
}

Slice AddPieces(SpanData& span, const TraceLinks& links, std::uint32_t candidate, const FoundLink& link,
                const Strings& strings) {
  const Candidate& found = span.candidates.candidates()[candidate];
  const std::size_t start = span.pieces.size();
  for (const Piece& piece : span.candidates.pieces()) {
    if (piece.candidate != candidate) continue;
    const bool is_from = piece.from_use == found.from_use;
    const bool is_to = piece.to_use == found.to_use;
    const Slice from_path = is_from ? link.from_path : AddPath(span, links, piece.from_use, strings);
    const Slice to_path = is_to ? link.to_path : AddPath(span, links, piece.to_use, strings);
    if (from_path.length == 0 || to_path.length == 0) continue;
    span.pieces.Add({{from_path, piece.from_start, piece.from_end}, {to_path, piece.to_start, piece.to_end}});
  }
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(span.pieces.size() - start)};
}

// Returns the link from the same span, which may have several nodes if it is a remote one, or nullptr.
FoundLink* FindSame(SpanData& span, const SpanId& id, const Candidate& found) {
  for (FoundLink& link : span.links) {
    if (link.span_id == id && link.from == found.from && link.to == found.to) return &link;
  }
  return nullptr;
}

double OverlapOf(const SpanData& span, const Candidate& found) {
  if (found.via != Via::kText) return 0;
  const double all = span.candidates.letters(found.to);
  return all > 0 ? std::min(found.letters / all, 1.0) : 1;
}

}  // namespace

void FinishLinks(TraceLinks& links, SpanData& span, const Strings& strings) {
  const SpanTree& tree = links.spans();
  const Array<Candidate>& candidates = span.candidates.candidates();
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    const Candidate& found = candidates[i];
    if (found.is_history) continue;
    const SpanNode& producer = tree[found.producer];
    if (kHasContent && tree.knows_remote()) {
      // A message may say that it comes from this span itself.
      if (producer.id == span.span_id) continue;
      if (FoundLink* same = FindSame(span, producer.id, found)) {
        same->via = std::max(same->via, found.via);
        same->overlap = std::min(same->overlap + OverlapOf(span, found), 1.0);
        continue;
      }
    }
    if (span.links.size() == kMaxLinksPerSpan) {
      ++span.dropped_links;
      continue;
    }
    FoundLink link{};
    link.span_id = producer.id;
    link.from = found.from;
    link.to = found.to;
    link.via = found.via;
    link.is_tree = tree.IsAncestor(found.producer, span.node) || tree.IsAncestor(span.node, found.producer);
    link.is_remote = producer.is_remote;
    link.is_generated = producer.step_kind == StepKind::kLlm && tree[span.node].step_kind == StepKind::kTool &&
                        found.from == Side::kOutput && found.to == Side::kInput;
    link.from_path = AddPath(span, links, found.from_use, strings);
    link.to_path = AddPath(span, links, found.to_use, strings);
    link.overlap = OverlapOf(span, found);
    link.pieces = AddPieces(span, links, i, link, strings);
    span.links.Add(link);
  }
  span.candidates.Clear(links);
}

}  // namespace spanloom
