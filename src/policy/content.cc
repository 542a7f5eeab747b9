#include "policy/content.h"

#include <algorithm>

#include "base/utf8.h"
#include "policy/content_rules.h"
#include "policy/node_key.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptStates = 1024;

}  // namespace

void ContentPolicy::AddContent(TraceLinks& links, std::uint32_t span_index, CandidateList& list,
                               const ContentRecord& value) {
  const bool skips_attribution =
      value.side == Side::kOutput && value.root <= kIndexMask && value.media_type == MediaType::kText;
  const Span span{links, list, span_index, value.side, skips_attribution};
  Begin(value.media_type, value.text);
  const std::uint32_t count = static_cast<std::uint32_t>(tree().nodes().size());
  is_list_ = value.root == kContentArguments && count > 0 && tree().nodes()[0].type == JsonType::kArray;
  root_key_ = value.root == kNone ? kNone : kIndexKey | (value.root & kIndexMask);
  AddNodes(span, is_list_ ? 1 : 0, count, links.spans()[span_index].declared);
  AddLabels(span);
  if (list.has_lineage() && value.side == Side::kInput) NoteAllLineage(span);
  states_.Clear(kKeptStates);
  if (!skips_attribution) list.CountLetters(value.side, letters_.total());
}

// Reads a value, about which nothing is known yet.
void ContentPolicy::Begin(MediaType media_type, std::string_view text) {
  if (media_type != MediaType::kJson || !tree_.ReadJson(text)) tree_.ReadText(text);
  states_.Fill(tree_.nodes().size(), {{}, 0, kNone, kNone, false, false});
  is_list_ = false;
  root_key_ = kNone;
  labels_.Clear(kKeptStates);
  letters_.Clear();
}

// Adds the nodes of one value, or of several.
void ContentPolicy::AddNodes(const Span& span, std::uint32_t from, std::uint32_t end, std::uint8_t declared) {
  for (std::uint32_t i = from; i < end;) {
    const JsonNode& node = tree().nodes()[i];
    if (IsWhole(node)) EnterArgument(node);
    // An object after the declared parameters is a framework's context: it holds the whole conversation.
    const bool is_context =
        is_list_ && node.parent == 0 && declared != 0 && node.place >= declared && node.type == JsonType::kObject;
    if (!IsEvidence(node, IsWhole(node))) {
      // Neither is anything inside it.
      letters_.Count(node.own_letters);
      i = node.end;
      continue;
    }
    if (IsLabel(node, options_.lengths) && node.end == i + 1) {
      labels_.Add(i++);
      continue;
    }
    AddNodeUse(span, i);
    // Members of an attributed input are found through their container; see Attribute().
    const bool is_known = span.side == Side::kInput && !span.skips_attribution && states_[i].is_explained;
    if (is_known && states_[i].match.source.seq != 0) SkipExplained(span, i);
    i = is_known || is_context ? node.end : i + 1;
  }
}

// Labels come last, because the producers of the other parts help to attribute them.
void ContentPolicy::AddLabels(const Span& span) {
  for (const std::uint32_t label : labels_) {
    EnterArgument(WholeAround(label));
    AddNodeUse(span, label);
  }
}

// Returns the argument or result that contains a node.
const JsonNode& ContentPolicy::WholeAround(std::uint32_t index) const {
  const Array<JsonNode>& nodes = tree().nodes();
  while (!IsWhole(nodes[index])) index = nodes[index].parent;
  return nodes[index];
}

void ContentPolicy::EnterArgument(const JsonNode& node) {
#if SPANLOOM_ENGINE
  letters_.Enter(PartOf(node), false);
#else
  letters_.Enter(is_list_ ? node.place : 0, is_list_ && node.type == JsonType::kObject);
#endif
}

// Returns the key of a node and its place in the value.
ContentPolicy::Place ContentPolicy::PlaceAt(const Span& span, const JsonNode& node, const State& around) {
#if SPANLOOM_ENGINE
  if (IsWhole(node)) return {(*parts_)[PartOf(node)].key, 0};
#endif
  if (node.is_embedded) return {kNone, around.place};
  if (node.parent != kNone && tree().nodes()[node.parent].type == JsonType::kObject) {
    const std::string_view name = tree().Key(node);
    const bool counts = span.list.explains();
    return {span.links.keys().Add(name), counts ? PlaceOf(around.place, KeyHash(name)) : 0};
  }
  const std::uint32_t key = node.parent == kNone ? root_key_ : kIndexKey | (node.place & kIndexMask);
  return {key, PlaceOf(around.place, key)};
}

void ContentPolicy::AddNodeUse(const Span& span, std::uint32_t index) {
  const JsonNode& node = tree().nodes()[index];
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
    letters_.MarkCredited();
    span.list.WeighExplained(span.links, explained, weight);
  }
  const bool is_tree = IsContainer(node);
  if (!(is_tree ? options_.structure : options_.text)) return;
  const std::uint32_t object = span.links.FindOrAddObject(ContentId(node.hash));
  if (object == kNone) return;

  ContentTraits traits = TraitsOf(tree(), index, is_whole, options_.lengths);
  if (state.explained != kNone) {
    const ExplainedPlace& explained = span.list.explained(state.explained);
    traits.container_producer = explained.evidence.producer;
    traits.container_side = explained.evidence.from;
  }
#if SPANLOOM_ENGINE
  traits.is_instruction = is_instruction_;
#endif
  traits.candidates = &span.list;
  traits.key = state.name;
  const LabelPlace label(tree(), index);
  const bool may_be_setting = !is_whole && node.own_letters < options_.lengths.run && label.is_named();
  if (may_be_setting) {
    label.StoreRecords(span.links);
    traits.is_setting = label.IsSetting(span.links);
    traits.place = &label;
  }
  const Via via = is_tree ? Via::kStructure : Via::kText;
  const AttributedPart noted =
      AttributePart(span.links, span.index, span.list,
                    {object, around.match, span.side, is_whole, key, via, via, weight,
                     !node.is_embedded || node.is_all_of_text, span.skips_attribution, true, traits});
#if SPANLOOM_ENGINE
  TellPart(span, node, noted.match.source);
#endif
  if (noted.candidate != kNone) letters_.MarkCredited();
  const bool was_given =
      noted.is_explained || noted.is_repeated || (span.side == Side::kOutput && WasReceived(span, object));
  if (may_be_setting && !was_given) label.AddOrigin(span.links, span.index);
  state.match = noted.match;
  state.is_explained = noted.match.source.seq != 0 || noted.is_repeated;
  if (!is_tree && (!noted.is_repeated || span.skips_attribution)) AddTextUse(span, index, noted, is_whole);
}

// Whether the span or an ancestor received the object.
bool ContentPolicy::WasReceived(const Span& span, std::uint32_t object) {
  return span.links.FindUse(object, span.index, Side::kInput) != kNone ||
         span.links.FindNearestAncestorInput(object, span.index) != kNone;
}

// Handles the members of an attributed input: only their letters and texts matter.
void ContentPolicy::SkipExplained(const Span& span, std::uint32_t index) {
  // The letters of a string that holds JSON are those of the JSON.
  if (!states_[index].has_own_letters) letters_.Count(LettersIn(span, index));
  TextStore& texts = span.links.texts();
  for (std::uint32_t i = index + 1; i < tree().nodes()[index].end; ++i) {
    const std::uint32_t text = FindText(span, i);
    if (text != kNone) texts.MarkInput(text, span.links.now());
  }
}

// Whether the node is an argument or a result, not a member of one.
bool ContentPolicy::IsWhole(const JsonNode& node) const {
#if SPANLOOM_ENGINE
  return PartOf(node) != kNone;
#else
  return node.parent == kNone || (is_list_ && node.parent == 0);
#endif
}

}  // namespace spanloom
