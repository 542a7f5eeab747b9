#include "policy/content.h"

#include <algorithm>

#include "base/utf8.h"
#include "policy/node_key.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptStates = 1024;

bool IsTree(const JsonNode& node) { return node.type == JsonType::kArray || node.type == JsonType::kObject; }

}  // namespace

// The span whose value is at hand.
struct ContentPolicy::Span {
  TraceLinks& links;
  CandidateList& list;
  std::uint32_t index;
  Side side;
  bool skips_attribution;  // text out of a stream: whose it is, is asked when all of it is there
};

void ContentPolicy::AddContent(TraceLinks& links, std::uint32_t span_index, CandidateList& list,
                               const ContentRecord& value) {
  const bool skips_attribution =
      value.side == Side::kOutput && value.root <= kIndexMask && value.media_type == MediaType::kText;
  const Span span{links, list, span_index, value.side, skips_attribution};
  if (value.media_type != MediaType::kJson || !tree_.ReadJson(value.text)) tree_.ReadText(value.text);
  const std::uint32_t count = static_cast<std::uint32_t>(tree_.nodes().size());
  states_.Fill(count, {{}, 0, kNone, kNone, false, false});
  is_list_ = value.root == kContentArguments && count > 0 && tree_.nodes()[0].type == JsonType::kArray;
  root_key_ = value.root == kNone ? kNone : kIndexKey | (value.root & kIndexMask);
  const std::uint8_t declared = links.spans()[span_index].declared;
  labels_.Clear(kKeptStates);
  arguments_.Clear(kKeptStates);
  for (std::uint32_t i = is_list_ ? 1 : 0; i < count;) {
    const JsonNode& node = tree_.nodes()[i];
    if (IsWhole(node)) EnterArgument(node);
    // What a framework adds to a call holds all that was said so far.
    const bool is_context =
        is_list_ && node.parent == 0 && declared != 0 && node.place >= declared && node.type == JsonType::kObject;
    if (!IsEvidence(node, IsWhole(node))) {
      // Nor is anything in it.
      CountLetters(node.own_letters);
      i = node.end;
      continue;
    }
    if (IsLabel(node) && node.end == i + 1) {
      labels_.Add(i++);
      continue;
    }
    AddNodeUse(span, i);
    // What is inside of a known part of an input is found through that; see Attribute().
    const bool is_known = value.side == Side::kInput && states_[i].is_explained;
    if (is_known && states_[i].met.source.seq != 0) SkipExplained(span, i);
    i = is_known || is_context ? node.end : i + 1;
  }
  // Labels last: it helps to know who gave the rest.
  for (const std::uint32_t label : labels_) {
    EnterArgument(WholeAround(label));
    AddNodeUse(span, label);
  }
  states_.Clear(kKeptStates);
  for (const Argument& argument : arguments_) {
    if (!argument.is_idle && !skips_attribution) list.CountLetters(value.side, argument.letters);
  }
}

// The whole value that a node stands in.
const JsonNode& ContentPolicy::WholeAround(std::uint32_t index) const {
  const Array<JsonNode>& nodes = tree_.nodes();
  while (!IsWhole(nodes[index])) index = nodes[index].parent;
  return nodes[index];
}

void ContentPolicy::EnterArgument(const JsonNode& node) {
  argument_ = is_list_ ? node.place : 0;
  while (arguments_.size() <= argument_) arguments_.Add({0, is_list_ && node.type == JsonType::kObject});
}

// Under which key a node stands, and where.
ContentPolicy::Place ContentPolicy::PlaceAt(const Span& span, const JsonNode& node, const State& around) {
  if (node.is_embedded) return {kNone, around.place};
  if (node.parent != kNone && tree_.nodes()[node.parent].type == JsonType::kObject) {
    const std::string_view name = tree_.Key(node);
    const bool counts = span.list.explains();
    return {span.links.keys().Add(name), counts ? PlaceOf(around.place, KeyHash(name)) : 0};
  }
  const std::uint32_t key = node.parent == kNone ? root_key_ : kIndexKey | (node.place & kIndexMask);
  return {key, PlaceOf(around.place, key)};
}

void ContentPolicy::AddNodeUse(const Span& span, std::uint32_t index) {
  const JsonNode& node = tree_.nodes()[index];
  const bool is_whole = IsWhole(node);
  const State around = is_whole ? State{{}, 0, kNone, kNone, false, false} : states_[node.parent];
  const auto [key, place] = PlaceAt(span, node, around);
  State& state = states_[index];
  state.place = place;
  state.name = (key & kIndexKey) == 0 ? key : around.name;
  state.explained = around.explained;
  state.has_own_letters = around.has_own_letters;
  const std::uint32_t weight = node.own_letters + node.key_letters + (node.end - index);
  if (const std::uint32_t explained = span.list.FindExplained(place, span.side); explained != kNone) {
    state.explained = explained;
    Credit();
    span.list.WeighExplained(span.links, explained, weight);
  }
  const bool is_tree = IsTree(node);
  if (!(is_tree ? options_.structure : options_.text)) return;
  const std::uint32_t object = span.links.FindOrAddObject(ContentId(node.hash));
  if (object == kNone) return;

  ContentTraits traits;
  if (state.explained != kNone) {
    const ExplainedPlace& explained = span.list.explained(state.explained);
    traits.container_producer = explained.evidence.producer;
    traits.container_side = explained.evidence.from;
  }
  traits.is_content = true;
  traits.candidates = &span.list;
  traits.is_label = IsLabel(node);
  traits.is_short = !is_tree && node.own_letters < kMinLeafLetters;
  traits.has_digit = traits.is_short && HasDigit(node);
  traits.is_id = traits.has_digit && node.type == JsonType::kString && node.own_letters >= kMinIdLetters;
  traits.is_whole = is_whole;
  traits.key = state.name;
  const LabelPlace label(tree_, index);
  const bool may_be_setting = !is_whole && node.own_letters < options_.lengths.run && label.is_named();
  if (may_be_setting) {
    label.StoreRecords(span.links);
    traits.is_setting = label.IsSetting(span.links);
    traits.place = &label;
  }
  const Via via = is_tree ? Via::kStructure : Via::kText;
  const AttributedPart noted =
      AttributePart(span.links, span.index, span.list,
                    {object, around.met, span.side, is_whole, key, via, via, weight,
                     !node.is_embedded || node.is_all_of_text, span.skips_attribution, true, traits});
  if (noted.candidate != kNone) Credit();
  const bool was_given =
      noted.is_explained || noted.is_repeated || (span.side == Side::kOutput && WasInput(span, object));
  if (may_be_setting && !was_given) label.Give(span.links, span.index);
  state.met = noted.met;
  state.is_explained = noted.met.source.seq != 0 || noted.is_repeated;
  if (!is_tree && !noted.is_repeated) AddTextUse(span, index, noted, is_whole);
}

// Whether the span, or one around it, had the object in its input.
bool ContentPolicy::WasInput(const Span& span, std::uint32_t object) {
  return span.links.FindUse(object, span.index, Side::kInput) != kNone ||
         span.links.FindNearestAncestorInput(object, span.index) != kNone;
}

// Only what has to be known of strings as such.
void ContentPolicy::SkipExplained(const Span& span, std::uint32_t index) {
  // A string's letters are those of the JSON in it.
  if (!states_[index].has_own_letters) CountLetters(LettersIn(span, index));
  TextStore& texts = span.links.texts();
  for (std::uint32_t i = index + 1; i < tree_.nodes()[index].end; ++i) {
    const std::uint32_t text = FindText(span, i);
    if (text != kNone) texts.MarkInput(text, span.links.now());
  }
}

// The text of a string that was met before; kNone if it has none.
std::uint32_t ContentPolicy::FindText(const Span& span, std::uint32_t index) const {
  const JsonNode& node = tree_.nodes()[index];
  const bool may_be = !IsTree(node) && node.own_letters >= options_.lengths.contained;
  return may_be ? span.links.texts().Find(ContentId(node.hash)) : kNone;
}

// Letters of the strings below a node, of texts that were met before.
std::uint32_t ContentPolicy::LettersIn(const Span& span, std::uint32_t index) const {
  std::uint32_t letters = 0;
  for (std::uint32_t i = index + 1; i < tree_.nodes()[index].end;) {
    const JsonNode& node = tree_.nodes()[i];
    const std::uint32_t text = FindText(span, i);
    if (!IsTree(node)) letters += text == kNone ? node.own_letters : span.links.texts()[text].chars;
    i = text == kNone ? i + 1 : node.end;
  }
  return letters;
}

void ContentPolicy::AddTextUse(const Span& span, std::uint32_t index, const AttributedPart& noted, bool is_whole) {
  const JsonNode& node = tree_.nodes()[index];
  TextStore& texts = span.links.texts();
  std::uint32_t letters = node.own_letters;
  std::uint32_t text = kNone;
  if (IsWhollyJson(index)) {
    letters = 0;
  } else if (node.type == JsonType::kString && letters >= options_.lengths.contained) {
    const std::uint64_t id = ContentId(node.hash);
    text = texts.Find(id);
    if (text == kNone) {
      Normalize(tree_.Text(node), normal_);
      const bool has_sources = span.side == Side::kInput || span.links.spans()[span.index].has_children;
      text = texts.Add(id, normal_, is_whole, has_sources);
    }
    texts.Refresh(text);
    letters = texts[text].chars;
  }
  State& state = states_[index];
  if (!state.has_own_letters) CountLetters(letters);
  state.has_own_letters = state.has_own_letters || text != kNone;
  if (noted.candidate != kNone) {
    CreditLeaf(span, index, noted, IsWhollyJson(index) ? LettersIn(span, index) : letters);
  } else if (text != kNone && !noted.is_explained && !span.skips_attribution) {
    CreditRuns(span, index, text, noted.met.use);
  }
  if (text != kNone && span.side == Side::kInput) texts.MarkInput(text, span.links.now());
}

// Evidence by text for a link from the string of `from` to that of `to`; the index of its candidate.
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
  Credit();
  return span.list.Add(span.links, evidence);
}

// A string that is equal to one of the producer's.
void ContentPolicy::CreditLeaf(const Span& span, std::uint32_t index, const AttributedPart& noted,
                               std::uint32_t letters) {
  const UseRef from = noted.met.source;
  const UseRef to = noted.met.use;
  AddText(span, from, to, letters);
  if (IsExplainedByProducer(span, index, from)) return;
  const std::uint32_t units = Utf16Length(tree_.Text(tree_.nodes()[index]));
  span.list.AddPiece({noted.candidate, from, to, 0, units, 0, units});
}

void ContentPolicy::CreditRuns(const Span& span, std::uint32_t index, std::uint32_t text, UseRef use) {
  TraceLinks& links = span.links;
  const TextStore& texts = links.texts();
  std::uint32_t ranges = 0;
  const bool is_whole = IsWhole(tree_.nodes()[index]);
  for (const CreditedRun& found : runs_.Find(links, text, is_whole, span.index, span.side)) {
    const Use& origin = links.use(found.source.index);
    const std::uint32_t candidate = AddText(span, found.source, use, found.letters);
    const Run& run = found.run;
    const std::uint32_t end = run.at + run.length;
    const std::uint32_t other_end = run.other_at + run.length;
    // Each takes a look at all of the text before it.
    if (ranges < kMaxRangesPerText && !IsExplainedByProducer(span, index, found.source)) {
      ++ranges;
      span.list.AddPiece({candidate, found.source, use, texts.UnitAt(found.text, run.other_at),
                          texts.UnitAfter(found.text, other_end), texts.UnitAt(text, run.at),
                          texts.UnitAfter(text, end)});
    }
    if (span.side != Side::kInput) continue;
    const std::uint64_t object = texts[found.text].object;
    span.list.AddPart({object, candidate, run.other_at, other_end});
    const SpanTree& spans = links.spans();
    links.AddExcerpt(object, {kNone, span.index, spans[span.index].started_at, origin.span,
                              spans[origin.span].started_at, origin.side, found.is_all, run.other_at, other_end});
  }
}

// Whether what stands there is the same object as the producer's, which tells of all that is in it.
bool ContentPolicy::IsExplainedByProducer(const Span& span, std::uint32_t index, UseRef from) const {
  const std::uint32_t explained = states_[index].explained;
  if (explained == kNone) return false;
  const Candidate& known = span.list.explained(explained).evidence;
  const Use& origin = span.links.use(from.index);
  return known.producer == origin.span && known.from == origin.side;
}

// Whether the node is a value of its own: an argument, a result.
bool ContentPolicy::IsWhole(const JsonNode& node) const {
  return node.parent == kNone || (is_list_ && node.parent == 0);
}

// Whether a label is more than a word: it is not by chance that it stands elsewhere.
bool ContentPolicy::HasDigit(const JsonNode& node) const {
  const std::string_view text = tree_.Text(node);
  const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  return node.type == JsonType::kNumber || std::any_of(text.begin(), text.end(), is_digit);
}

bool ContentPolicy::IsLabel(const JsonNode& node) const {
  return !IsTree(node) && node.own_letters < options_.lengths.run;
}

// Whether it can be: what is commonplace or small may stand anywhere by chance.
bool ContentPolicy::IsEvidence(const JsonNode& node, bool is_whole) const {
  switch (node.type) {
    case JsonType::kNull:
    case JsonType::kBool: return false;
    case JsonType::kNumber: return node.own_letters >= kMinIdLetters;
    case JsonType::kString: return node.own_letters >= kMinLabelLetters;
    case JsonType::kArray:
    case JsonType::kObject:
      return node.own_letters + node.key_letters >= kMinTreeLetters &&
             node.own_letters >= (is_whole ? 1 : kMinValueLetters);
  }
  return false;
}

// Whether a string is nothing but JSON: its text is then that of the values in it.
bool ContentPolicy::IsWhollyJson(std::uint32_t index) const {
  const JsonNode& node = tree_.nodes()[index];
  const bool has_one = node.end > index + 1 && tree_.nodes()[index + 1].end == node.end;
  return has_one && tree_.nodes()[index + 1].is_all_of_text;
}

}  // namespace spanloom
