#include "engine/explainer.h"

#include <algorithm>

#include "base/hash.h"
#include "conventions/sides.h"
#include "conventions/tree_path.h"
#include "policy/content_rules.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;

std::uint64_t KeyOf(std::uint64_t content, Side side) { return MixBits(content * 2 + static_cast<unsigned>(side)) | 1; }

}  // namespace

Explainer::Explainer(const Conventions& conventions) : reader_(conventions) {}

void Explainer::Clear() {
  known_.Clear(kKeptEntries);
  runs_.Clear(kKeptEntries);
}

void Explainer::SortConsumers() { std::sort(consumers_.begin(), consumers_.end()); }

const Array<Explanation>& Explainer::Explain(const RecordedSpan* spans, std::uint32_t span, std::uint32_t producer) {
  span_ = span;
  producer_ = producer;
  open_.Clear(kKeptEntries);
  result_.Clear(kKeptEntries);
  names_.Clear(kKeptBytes);
  ReadConsumer(spans[span], span);
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const Explanation& found = open_[i].found;
    const auto is_same = [&](const Open& other) {
      return other.found.producer == found.producer && other.found.from.side == found.from.side;
    };
    if (std::find_if(open_.begin(), open_.begin() + i, is_same) == open_.begin() + i) {
      ReadProducer(spans[found.producer], found.producer, found.from.side);
    }
  }
  DropCovered();
  for (const Open& open : open_) {
    if (open.is_done) result_.Add(open.found);
  }
  return result_;
}

// JSON inside of a text may be explained as text, and by its values: the longer stretch says it all.
void Explainer::DropCovered() {
  const auto length = [](const Open& open) { return open.found.place.range.end - open.found.place.range.start; };
  for (std::size_t i = 0; i < open_.size(); ++i) {
    Open& one = open_[i];
    const UnitRange& range = one.found.place.range;
    for (std::size_t j = 0; j < open_.size() && one.is_done; ++j) {
      const Open& other = open_[j];
      const UnitRange& around = other.found.place.range;
      const bool covers = other.is_done && around.start <= range.start && range.end <= around.end &&
                          (length(other) > length(one) || j < i);
      one.is_done = !covers || Text(other.found.place.attribute) != Text(one.found.place.attribute);
    }
  }
}

void Explainer::ReadConsumer(const RecordedSpan& recorded, std::uint32_t span) {
  known_by_content_.Clear();
  for (std::uint32_t i = 0; i < known_.size(); ++i) {
    const ExplainedPart& part = known_[i];
    const std::uint64_t key = KeyOf(part.object, part.side);
    if (part.span == span && known_by_content_.Find(key) == kNone) known_by_content_.Put(key, i);
  }
  reader_.Read(recorded);
  for (const ContentAttribute& attribute : reader_.attributes()) {
    for (const Side side : {Side::kInput, Side::kOutput}) {
      if (!IsOnSide(attribute, side)) continue;
      const bool is_json = tree_.ReadJson(attribute.value);
      if (!is_json) tree_.ReadText(attribute.value);
      FindPartsOnSide(tree_, attribute.holds, reader_.facts().kind, side, parts_);
      const SourceMap map(tree_, attribute.value, is_json, attribute.is_structured);
      for (const ContentPart& part : parts_) AddNode(attribute, side, map, part.node);
    }
  }
}

// Adds what explains a value, or the values inside it.
void Explainer::AddNode(const ContentAttribute& attribute, Side side, const SourceMap& map, std::uint32_t root) {
  const Array<JsonNode>& nodes = tree_.nodes();
  for (std::uint32_t i = root; i < nodes[root].end;) {
    const std::uint32_t known = known_by_content_.Find(KeyOf(ContentId(nodes[i].hash), side));
    if (known != kNone) {
      AddLeaves(attribute, map, i, known_[known]);
      i = nodes[i].end;
      continue;
    }
    if (nodes[i].type == JsonType::kString) AddRuns(attribute, side, map, i);
    ++i;
  }
}

// An equal value has equal members: what they say is explained one by one, because their order may differ.
void Explainer::AddLeaves(const ContentAttribute& attribute, const SourceMap& map, std::uint32_t node,
                          const ExplainedPart& part) {
  if (producer_ != kNone && part.producer != producer_) return;
  const Array<JsonNode>& nodes = tree_.nodes();
  for (std::uint32_t i = node; i < nodes[node].end; ++i) {
    const JsonNode& leaf = nodes[i];
    const bool is_text = leaf.type == JsonType::kString && leaf.text_length > 0 && !IsWhollyJson(tree_, i);
    if (!is_text && leaf.type != JsonType::kNumber) continue;
    Open open{};
    open.found.span = span_;
    open.found.producer = part.producer;
    open.found.via = part.via;
    open.found.place = PlaceOf(attribute, part.side, i, map.Locate(i));
    open.found.from.side = part.from;
    open.part = part.object;
    open.leaf = leaf.hash;
    open.run = kNone;
    if (is_text) i = leaf.end - 1;
    open_.Add(open);
  }
}

void Explainer::AddRuns(const ContentAttribute& attribute, Side side, const SourceMap& map, std::uint32_t node) {
  const std::uint64_t text = ContentId(tree_.nodes()[node].hash);
  for (std::uint32_t i = 0; i < runs_.size(); ++i) {
    const ExplainedRun& run = runs_[i];
    if (run.span != span_ || run.side != side || run.text != text) continue;
    if (producer_ != kNone && run.producer != producer_) continue;
    Open open{};
    open.found.span = span_;
    open.found.producer = run.producer;
    open.found.via = Via::kText;
    open.found.place = PlaceOf(attribute, side, node, RangeOf(node, run.at, run.length, map));
    open.found.from.side = run.from;
    open.part = run.other;
    open.run = i;
    open_.Add(open);
  }
}

// Finds the other end of what one side of a producer explains.
void Explainer::ReadProducer(const RecordedSpan& recorded, std::uint32_t producer, Side side) {
  reader_.Read(recorded);
  for (const ContentAttribute& attribute : reader_.attributes()) {
    if (!IsOnSide(attribute, side)) continue;
    const bool is_json = tree_.ReadJson(attribute.value);
    if (!is_json) tree_.ReadText(attribute.value);
    FindPartsOnSide(tree_, attribute.holds, reader_.facts().kind, side, parts_);
    by_content_.Clear();
    for (const ContentPart& part : parts_) {
      for (std::uint32_t i = part.node; i < tree_.nodes()[part.node].end; ++i) {
        const std::uint64_t content = ContentId(tree_.nodes()[i].hash);
        if (by_content_.Find(content) == kNone) by_content_.Put(content, i);
      }
    }
    CloseAll(attribute, SourceMap(tree_, attribute.value, is_json, attribute.is_structured), producer, side);
  }
}

void Explainer::CloseAll(const ContentAttribute& attribute, const SourceMap& map, std::uint32_t producer, Side side) {
  for (Open& open : open_) {
    if (open.is_done || open.found.producer != producer || open.found.from.side != side) continue;
    const std::uint32_t part = by_content_.Find(open.part);
    if (part == kNone) continue;
    const std::uint32_t node = open.run == kNone ? FindLeaf(part, open.leaf) : part;
    if (node == kNone) continue;
    UnitRange range;
    if (open.run == kNone) {
      range = map.Locate(node);
    } else {
      range = RangeOf(node, runs_[open.run].other_at, runs_[open.run].length, map);
    }
    open.found.from = PlaceOf(attribute, side, node, range);
    open.is_done = true;
  }
}

std::uint32_t Explainer::FindLeaf(std::uint32_t container, std::uint64_t leaf) const {
  const Array<JsonNode>& nodes = tree_.nodes();
  for (std::uint32_t i = container; i < nodes[container].end; ++i) {
    if (nodes[i].hash == leaf) return i;
  }
  return kNone;
}

// Maps a run of a string's normal form to the attribute.
UnitRange Explainer::RangeOf(std::uint32_t node, std::uint32_t at, std::uint32_t length, const SourceMap& map) {
  Normalize(tree_.Text(tree_.nodes()[node]), normal_);
  TextStore text(limits_);
  const std::uint32_t number = text.Add(1, normal_, false, false);
  return map.Locate(node, {text.UnitAt(number, at), text.UnitAfter(number, at + length)});
}

Explanation::Place Explainer::PlaceOf(const ContentAttribute& attribute, Side side, std::uint32_t node,
                                      UnitRange range) {
  const auto add = [&](auto&& append) -> Explanation::Name {
    const auto start = static_cast<std::uint32_t>(names_.size());
    append();
    return {start, static_cast<std::uint32_t>(names_.size()) - start};
  };
  const Explanation::Name path = add([&] {
    AppendAttributeName(attribute, names_);
    AppendTreePath(tree_, node, names_);
  });
  // Of a value that is no string, the string that holds the place is meant.
  std::uint32_t holder = 0;
  if (attribute.is_structured) {
    holder = node;
    for (std::uint32_t i = node; i != kNone; i = tree_.nodes()[i].parent) {
      if (tree_.nodes()[i].is_embedded) holder = tree_.nodes()[i].parent;
    }
  }
  const Explanation::Name name = add([&] {
    AppendAttributeName(attribute, names_);
    AppendTreePath(tree_, holder, names_);
  });
  return {side, name, path, range};
}

}  // namespace spanloom
