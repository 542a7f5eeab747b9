#include "engine/span_contents.h"

#include <cstddef>
#include <string_view>

#include "base/none.h"
#include "conventions/kind.h"
#include "conventions/sides.h"
#include "conventions/tree_path.h"
#include "links/candidate_list.h"

namespace spanloom {
namespace {

std::string_view WordFor(Holds holds) {
  switch (holds) {
    case Holds::kInputMessage:
    case Holds::kOutputMessage: return "message";
    case Holds::kConversation: return "conversation";
    case Holds::kInstructions: return "instructions";
    default: return "value";
  }
}

void WriteHead(JsonWriter& json, Side side, std::string_view attribute, std::string_view key, Holds holds) {
  const auto member = [&json](std::string_view name, std::string_view value) {
    json.Key(name);
    json.String(value);
  };
  member("side", kSideNames[static_cast<std::size_t>(side)]);
  member("attribute", attribute);
  member("key", key);
  member("holds", WordFor(holds));
}

}  // namespace

SpanContents::SpanContents(const Conventions& conventions, const Envelopes& envelopes)
    : recorded_(envelopes), reader_(conventions) {}

void SpanContents::AppendContents(const StoredTrace& trace, std::uint32_t span, Bytes& out) {
  std::uint32_t units = 0;
  recorded_.Begin(trace);
  recorded_.AddSpan(span, units);
  for (std::size_t i = 0; i < trace.logs.size(); ++i) recorded_.AddLog(i, units);
  recorded_.JoinLogs();
  JsonWriter json(out);
  json.Open('[');
  for (const RecordedSpan& recorded : recorded_.spans()) {
    reader_.Read(recorded);
    for (const ContentAttribute& attribute : reader_.attributes()) {
      for (const Side side : {Side::kInput, Side::kOutput}) {
        if (IsOnSide(attribute, side)) AppendAttribute(attribute, side, json);
      }
    }
  }
  json.Close(']');
  recorded_.Clear();
}

void SpanContents::AppendAttribute(const ContentAttribute& attribute, Side side, JsonWriter& json) {
  if (attribute.is_structured) return AppendLeaves(attribute, side, json);
  const bool is_conversation = attribute.holds == Holds::kConversation;
  const UnitRange range = is_conversation ? RangeOnSide(attribute, side) : UnitRange{};
  if (is_conversation && range.start == range.end) return;
  name_.Clear();
  AppendAttributeName(attribute, name_);
  json.Open('{');
  WriteHead(json, side, name_.view(), name_.view(), attribute.holds);
  json.Key("value");
  json.String(attribute.value);
  if (is_conversation) {
    json.Key("range");
    json.Open('[');
    json.Unsigned(range.start);
    json.Unsigned(range.end);
    json.Close(']');
  }
  json.Close('}');
}

// Of a list or a map, each string and number is a value of its own, which has a range of its own.
void SpanContents::AppendLeaves(const ContentAttribute& attribute, Side side, JsonWriter& json) {
  if (!tree_.ReadJson(attribute.value)) return;
  const std::uint32_t output = attribute.holds == Holds::kConversation ? FirstOutput(attribute) : kNone;
  const Array<JsonNode>& nodes = tree_.nodes();
  for (std::uint32_t i = 0; i < nodes.size();) {
    const JsonNode& node = nodes[i];
    const std::uint32_t at = i;
    i = node.type == JsonType::kString ? node.end : i + 1;
    const bool is_leaf = node.type == JsonType::kString || node.type == JsonType::kNumber;
    if (!is_leaf || (output != kNone && (at >= output) != (side == Side::kOutput))) continue;
    name_.Clear();
    AppendAttributeName(attribute, name_);
    const std::size_t key_size = name_.size();
    AppendTreePath(tree_, at, name_);
    json.Open('{');
    WriteHead(json, side, name_.view(), name_.view(0, key_size), attribute.holds);
    json.Key("value");
    json.String(node.type == JsonType::kString
                    ? tree_.Text(node)
                    : attribute.value.substr(node.source_start, node.source_end - node.source_start));
    json.Close('}');
  }
}

// Returns where a side of a conversation is in the attribute's string.
UnitRange SpanContents::RangeOnSide(const ContentAttribute& attribute, Side side) {
  const bool is_json = tree_.ReadJson(attribute.value);
  if (!is_json) tree_.ReadText(attribute.value);
  const std::uint32_t output = FirstOutput(attribute);
  SourceMap map(tree_, attribute.value, is_json, false);
  const auto [start, end] = map.Locate(0);
  const std::uint32_t middle = output < tree_.nodes().size() ? map.Locate(output).start : end;
  return side == Side::kInput ? UnitRange{start, middle} : UnitRange{middle, end};
}

// Returns the node with which the output of a conversation begins: the message, not only what is evidence in it. The
// number of nodes, if there is none.
std::uint32_t SpanContents::FirstOutput(const ContentAttribute& attribute) {
  const StepKind kind = reader_.facts().kind;
  FindPartsOnSide(tree_, attribute.holds, kind, Side::kInput, parts_);
  const std::uint32_t last_input = parts_.empty() ? kNone : parts_.back().node;
  FindPartsOnSide(tree_, attribute.holds, kind, Side::kOutput, parts_);
  const Array<JsonNode>& nodes = tree_.nodes();
  if (parts_.empty()) return static_cast<std::uint32_t>(nodes.size());
  std::uint32_t first = parts_[0].node;
  const auto is_above_input = [&](std::uint32_t node) { return last_input != kNone && node <= last_input; };
  while (nodes[first].parent != kNone && !is_above_input(nodes[first].parent)) first = nodes[first].parent;
  return first;
}

void SpanContents::AppendKinds(const StoredTrace& trace, Bytes& out) {
  std::uint32_t units = 0;
  recorded_.Begin(trace);
  for (std::size_t i = 0; i < trace.spans.size(); ++i) recorded_.AddSpan(i, units);
  for (std::size_t i = 0; i < trace.logs.size(); ++i) recorded_.AddLog(i, units);
  recorded_.JoinLogs();
  JsonWriter json(out);
  json.Open('{');
  for (const RecordedSpan& recorded : recorded_.spans()) {
    reader_.Read(recorded);
    if (!reader_.facts().has_kind) continue;
    json.Hex({recorded.head.span_id.data(), recorded.head.span_id.size()});
    out.Push(':');
    json.String(NameOf(reader_.facts().kind));
  }
  json.Close('}');
  recorded_.Clear();
}

}  // namespace spanloom
