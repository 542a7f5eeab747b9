#include "engine/explainer.h"

#include <algorithm>
#include <tuple>

#include "conventions/sides.h"
#include "conventions/tree_path.h"
#include "engine/content_key.h"
#include "policy/content_rules.h"
#include "policy/record_kind.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;

}  // namespace

Explainer::Explainer(const Conventions& conventions) : reader_(conventions) {}

void Explainer::Clear() {
  known_.Clear(kKeptEntries);
  runs_.Clear(kKeptEntries);
  normal_places_.Clear();
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
  order_.Clear(kKeptEntries);
  for (std::uint32_t i = 0; i < open_.size(); ++i) {
    if (open_[i].is_done) order_.Add(i);
  }
  const auto attribute = [this](std::uint32_t i) { return Text(open_[i].found.place.attribute); };
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const UnitRange& one = open_[a].found.place.range;
    const UnitRange& other = open_[b].found.place.range;
    return std::tuple(attribute(a), one.start, other.end, a) < std::tuple(attribute(b), other.start, one.end, b);
  });
  std::uint32_t end = 0;  // of what covers most so far
  for (std::size_t i = 0; i < order_.size(); ++i) {
    Open& open = open_[order_[i]];
    if (i == 0 || attribute(order_[i]) != attribute(order_[i - 1])) end = 0;
    open.is_done = open.found.place.range.end > end;
    end = std::max(end, open.found.place.range.end);
  }
}

void Explainer::ReadConsumer(const RecordedSpan& recorded, std::uint32_t span) {
  known_by_content_.Clear();
  known_.ForEach(span, [&](std::uint32_t i) {
    const std::uint64_t key = ContentKey(known_[i].object, known_[i].side);
    if (known_by_content_.Find(key) == kNone) known_by_content_.Put(key, i);
  });
  text_runs_.Read(runs_, span);
  reader_.Read(recorded);
  for (const ContentAttribute& attribute : reader_.attributes()) {
    for (const Side side : {Side::kInput, Side::kOutput}) {
      if (!IsOnSide(attribute, side)) continue;
      const bool is_json = ReadValue(attribute, side);
      SourceMap map(tree_, attribute.value, is_json, attribute.is_structured);
      for (const ContentPart& part : parts_) AddNode(attribute, side, map, part.node);
    }
  }
}

// Reads the value of an attribute and finds its parts. Returns whether it is JSON.
bool Explainer::ReadValue(const ContentAttribute& attribute, Side side) {
  const bool is_json = tree_.ReadJson(attribute.value);
  if (!is_json) tree_.ReadText(attribute.value);
  FindPartsOnSide(tree_, attribute.holds, reader_.facts().kind, side, parts_);
  leaves_of_ = kNone;
  normal_places_.Clear();
  return is_json;
}

// Adds what explains a value, or the values inside it.
void Explainer::AddNode(const ContentAttribute& attribute, Side side, SourceMap& map, std::uint32_t root) {
  const Array<JsonNode>& nodes = tree_.nodes();
  for (std::uint32_t i = root; i < nodes[root].end;) {
    const std::uint32_t known = known_by_content_.Find(ContentKey(ContentId(nodes[i].hash), side));
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
void Explainer::AddLeaves(const ContentAttribute& attribute, SourceMap& map, std::uint32_t node,
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

void Explainer::AddRuns(const ContentAttribute& attribute, Side side, SourceMap& map, std::uint32_t node) {
  const std::uint64_t text = ContentId(tree_.nodes()[node].hash);
  text_runs_.ForEach(text, side, [&](std::uint32_t i) {
    const ExplainedRun& run = runs_[i];
    if (producer_ != kNone && run.producer != producer_) return;
    Open open{};
    open.found.span = span_;
    open.found.producer = run.producer;
    open.found.via = Via::kText;
    open.found.place = PlaceOf(attribute, side, node, RangeOf(node, run.at, run.length, map));
    open.found.from.side = run.from;
    open.part = run.other;
    open.run = i;
    open_.Add(open);
  });
}

// Finds the other end of what one side of a producer explains.
void Explainer::ReadProducer(const RecordedSpan& recorded, std::uint32_t producer, Side side) {
  reader_.Read(recorded);
  for (const ContentAttribute& attribute : reader_.attributes()) {
    if (!IsOnSide(attribute, side)) continue;
    const bool is_json = ReadValue(attribute, side);
    by_content_.Clear();
    for (const ContentPart& part : parts_) {
      for (std::uint32_t i = part.node; i < tree_.nodes()[part.node].end; ++i) {
        const std::uint64_t content = ContentId(tree_.nodes()[i].hash);
        if (by_content_.Find(content) == kNone) by_content_.Put(content, i);
      }
    }
    SourceMap map(tree_, attribute.value, is_json, attribute.is_structured);
    CloseAll(attribute, map, producer, side);
  }
}

void Explainer::CloseAll(const ContentAttribute& attribute, SourceMap& map, std::uint32_t producer, Side side) {
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

// Returns the first node of a container with this hash, or kNone.
std::uint32_t Explainer::FindLeaf(std::uint32_t container, std::uint64_t leaf) {
  const Array<JsonNode>& nodes = tree_.nodes();
  if (leaves_of_ != container) {
    leaves_of_ = container;
    leaves_.Clear();
    for (std::uint32_t i = container; i < nodes[container].end; ++i) {
      if (leaves_.Find(nodes[i].hash | 1) == kNone) leaves_.Put(nodes[i].hash | 1, i);
    }
  }
  return leaves_.Find(leaf | 1);
}

// Maps a run of a string's normal form to the attribute.
UnitRange Explainer::RangeOf(std::uint32_t node, std::uint32_t at, std::uint32_t length, SourceMap& map) {
  return map.Locate(node, normal_places_.Locate(tree_, node, at, length));
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
