#include <algorithm>

#include "policy/content.h"
#include "policy/content_rules.h"
#include "policy/record_kind.h"

// Implements what only the engine needs of ContentPolicy: values that are given as trees, of which some parts are
// evidence.
namespace spanloom {
namespace {

constexpr std::size_t kKeptStates = 1024;

}  // namespace

// Returns the index of the part whose root the node is, or kNone.
std::uint32_t ContentPolicy::PartOf(const JsonNode& node) const {
  const auto index = static_cast<std::uint32_t>(&node - tree().nodes().begin());
  const auto found = std::lower_bound(parts_->begin(), parts_->end(), index,
                                      [](const ContentRoot& part, std::uint32_t at) { return part.node < at; });
  return found != parts_->end() && found->node == index ? static_cast<std::uint32_t>(found - parts_->begin()) : kNone;
}

void ContentPolicy::TellPart(const Span& span, const JsonNode& node, UseRef source) const {
  if (observer_ == nullptr || source.seq == 0) return;
  const Use& origin = span.links.use(source.index);
  const Via via = IsContainer(node) ? Via::kStructure : Via::kText;
  const SpanTree& spans = span.links.spans();
  observer_->OnPart(
      {spans[span.index].number, spans[origin.span].number, span.side, origin.side, via, ContentId(node.hash)});
}

void ContentPolicy::TellRun(const Span& span, std::uint32_t text, const CreditedRun& run) const {
  if (observer_ == nullptr) return;
  const Use& origin = span.links.use(run.source.index);
  const TextStore& texts = span.links.texts();
  const SpanTree& spans = span.links.spans();
  observer_->OnRun({spans[span.index].number, spans[origin.span].number, span.side, origin.side, texts[text].object,
                    texts[run.text].object, run.run.at, run.run.other_at, run.run.length});
}

void ContentPolicy::AddParts(TraceLinks& links, std::uint32_t span_index, CandidateList& list, Side side,
                             const JsonTree& value, const Array<ContentRoot>& parts, bool is_instruction) {
  const Span span{links, list, span_index, side, false};
  given_ = &value;
  is_instruction_ = is_instruction;
  runs_.SetInstruction(is_instruction);
  parts_ = &parts;
  states_.Fill(value.nodes().size(), {{}, 0, kNone, kNone, false, false});
  labels_.Clear(kKeptStates);
  letters_.Clear();
  for (const ContentRoot& part : parts) AddNodes(span, part.node, value.nodes()[part.node].end, 0);
  AddLabels(span);
  states_.Clear(kKeptStates);
  list.CountLetters(side, letters_.total());
}

void ContentPolicy::CountParts(TraceLinks& links, CandidateList& list, Side side, const JsonTree& value,
                               const Array<ContentRoot>& parts) {
  const Span span{links, list, kNone, side, false};
  given_ = &value;
  std::uint32_t letters = 0;
  for (const ContentRoot& part : parts) {
    const JsonNode& node = value.nodes()[part.node];
    const std::uint32_t text = FindText(span, part.node);
    const bool has_members = node.end > part.node + 1;
    letters += text != kNone ? links.texts()[text].chars : has_members ? LettersIn(span, part.node) : node.own_letters;
  }
  list.CountLetters(side, letters);
}

}  // namespace spanloom
