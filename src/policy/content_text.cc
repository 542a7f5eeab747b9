#include "base/utf8.h"
#include "policy/content.h"
#include "policy/content_rules.h"
#include "policy/record_kind.h"

// Implements the part of ContentPolicy that handles strings: stores their texts, and credits the producers of equal
// texts and of shared runs.
namespace spanloom {

// Returns the stored text of a string, or kNone.
std::uint32_t ContentPolicy::FindText(const Span& span, std::uint32_t index) const {
  const JsonNode& node = tree().nodes()[index];
  const bool may_be = !IsContainer(node) && node.own_letters >= options_.lengths.contained;
  return may_be ? span.links.texts().Find(ContentId(node.hash)) : kNone;
}

// Counts the letters of the strings below a node.
std::uint32_t ContentPolicy::LettersIn(const Span& span, std::uint32_t index) const {
  std::uint32_t letters = 0;
  for (std::uint32_t i = index + 1; i < tree().nodes()[index].end;) {
    const JsonNode& node = tree().nodes()[i];
    const std::uint32_t text = FindText(span, i);
    if (!IsContainer(node)) letters += text == kNone ? node.own_letters : span.links.texts()[text].chars;
    i = text == kNone ? i + 1 : node.end;
  }
  return letters;
}

void ContentPolicy::AddTextUse(const Span& span, std::uint32_t index, const AttributedPart& noted, bool is_whole) {
  const JsonNode& node = tree().nodes()[index];
  TextStore& texts = span.links.texts();
  std::uint32_t letters = node.own_letters;
  std::uint32_t text = kNone;
  const bool is_wholly_json = IsWhollyJson(tree(), index);
  if (is_wholly_json) {
    letters = 0;
  } else if (node.type == JsonType::kString && letters >= options_.lengths.contained) {
    const std::uint64_t id = ContentId(node.hash);
    text = texts.Find(id);
    if (text == kNone) {
      Normalize(tree().Text(node), normal_);
      const bool has_sources = span.side == Side::kInput || span.links.spans()[span.index].has_children;
      text = texts.Add(id, normal_, is_whole, has_sources);
    }
    texts.Refresh(text);
    letters = texts[text].chars;
  }
  State& state = states_[index];
  if (!state.has_own_letters) letters_.Count(letters);
  state.has_own_letters = state.has_own_letters || text != kNone;
  if (noted.candidate != kNone) {
    CreditLeaf(span, index, noted, is_wholly_json ? LettersIn(span, index) : letters);
  } else if (text != kNone && !noted.is_explained && !span.skips_attribution) {
    CreditRuns(span, index, text, noted.match.use);
  }
  if (text != kNone && span.side == Side::kInput) texts.MarkInput(text, span.links.now());
}

// Adds text evidence for a link between two uses and returns the index of its candidate.
std::uint32_t ContentPolicy::AddText(const Span& span, UseRef from, UseRef to, std::uint32_t letters) {
  const Use& origin = span.links.use(from.index);
  Candidate evidence{};
  evidence.producer = origin.span;
  evidence.from = origin.side;
  evidence.to = span.side;
  evidence.via = Via::kText;
  evidence.from_use = from;
  evidence.to_use = to;
  evidence.letters = letters;
  evidence.weight = letters;
  letters_.MarkCredited();
  return span.list.Add(span.links, evidence);
}

// Credits the producer of an equal string.
void ContentPolicy::CreditLeaf(const Span& span, std::uint32_t index, const AttributedPart& noted,
                               std::uint32_t letters) {
  const UseRef from = noted.match.source;
  const UseRef to = noted.match.use;
  AddText(span, from, to, letters);
  if (IsExplainedByProducer(span, index, from)) return;
  const std::uint32_t units = Utf16Length(tree().Text(tree().nodes()[index]));
  span.list.AddPiece({noted.candidate, from, to, 0, units, 0, units});
}

void ContentPolicy::CreditRuns(const Span& span, std::uint32_t index, std::uint32_t text, UseRef use) {
  TraceLinks& links = span.links;
  const TextStore& texts = links.texts();
  std::uint32_t ranges = 0;
  const bool is_whole = IsWhole(tree().nodes()[index]);
  for (const CreditedRun& found : runs_.Find(links, text, is_whole, span.index, span.side)) {
#if SPANLOOM_ENGINE
    TellRun(span, text, found);
#endif
    const Use& origin = links.use(found.source.index);
    const std::uint32_t candidate = AddText(span, found.source, use, found.letters);
    const Run& run = found.run;
    const std::uint32_t end = run.at + run.length;
    const std::uint32_t other_end = run.other_at + run.length;
    // Limited, because UnitAt() reads all of the text before the run.
    if (ranges < kMaxRangesPerText && !IsExplainedByProducer(span, index, found.source)) {
      ++ranges;
      span.list.AddPiece({candidate, found.source, use, texts.UnitAt(found.text, run.other_at),
                          texts.UnitAfter(found.text, other_end), texts.UnitAt(text, run.at),
                          texts.UnitAfter(text, end)});
    }
    if (span.side != Side::kInput) continue;
    NoteLineage(span, index, found.source, false, true);
    const std::uint64_t object = texts[found.text].object;
    span.list.AddPart({object, candidate, run.other_at, other_end});
    const SpanTree& spans = links.spans();
    links.AddExcerpt(object, {kNone, span.index, spans[span.index].started_at, origin.span,
                              spans[origin.span].started_at, origin.side, found.is_all, run.other_at, other_end});
  }
}

// Whether identity already attributes this place to the same producer.
bool ContentPolicy::IsExplainedByProducer(const Span& span, std::uint32_t index, UseRef from) const {
  const std::uint32_t explained = states_[index].explained;
  if (explained == kNone) return false;
  const Candidate& known = span.list.explained(explained).evidence;
  const Use& origin = span.links.use(from.index);
  return known.producer == origin.span && known.from == origin.side;
}

}  // namespace spanloom
