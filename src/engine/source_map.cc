#include "engine/source_map.h"

#include <cassert>

#include "base/hex.h"
#include "base/utf8.h"

namespace spanloom {
namespace {

std::uint32_t ReadUnit(std::string_view raw, std::size_t at) {
  std::uint32_t unit = 0;
  for (std::size_t i = 0; i < 4 && at + i < raw.size(); ++i) unit = unit * 16 + HexValue(raw[at + i]);
  return unit;
}

}  // namespace

TextPiece EscapeAt(std::string_view raw, std::size_t at) {
  if (raw[at] != '\\' || at + 1 == raw.size()) return {1, 1};
  if (raw[at + 1] != 'u') return {2, 1};
  const std::uint32_t unit = ReadUnit(raw, at + 2);
  if (unit < 0x80) return {6, 1};
  if (unit < 0x800) return {6, 2};
  const bool is_pair = unit >= 0xD800 && unit < 0xDC00 && raw.substr(at + 6, 2) == "\\u" &&
                       ReadUnit(raw, at + 8) >= 0xDC00 && ReadUnit(raw, at + 8) < 0xE000;
  return is_pair ? TextPiece{12, 4} : TextPiece{6, 3};
}

TextPiece CharacterAt(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && IsContinuation(text[end])) ++end;
  if (IsContinuation(text[at])) return {end - at, 0};
  return {end - at, static_cast<unsigned char>(text[at]) >= 0xF0 ? std::size_t{2} : std::size_t{1}};
}

SourceMap::SourceMap(const JsonTree& tree, std::string_view text, bool is_json, bool is_structured)
    : tree_(tree), text_(text), is_json_(is_json), is_structured_(is_structured) {
  units_.Reset(text);
}

UnitRange SourceMap::Locate(std::uint32_t node) {
  const JsonNode& value = tree_.nodes()[node];
  if (is_structured_ && StringAround(node) == kNone) {
    return {0,
            value.type == JsonType::kString ? Utf16Length(tree_.Text(value)) : value.source_end - value.source_start};
  }
  return LocateSource(node, {value.source_start, value.source_end});
}

UnitRange SourceMap::Locate(std::uint32_t node, const UnitRange& content) {
  if (is_structured_ && StringAround(node) == kNone) return content;
  Units& units = IndexOf(node).units;
  return LocateSource(node, ToSource(node, {units.OffsetOf(content.start), units.OffsetOf(content.end)}));
}

// Maps a range of the source of a node to the attribute's string.
UnitRange SourceMap::LocateSource(std::uint32_t node, const ByteRange& source) {
  const auto in_units = [](Units& units, const ByteRange& bytes) {
    return UnitRange{static_cast<std::uint32_t>(units.MeaningBefore(bytes.start)),
                     static_cast<std::uint32_t>(units.MeaningBefore(bytes.end))};
  };
  ByteRange range = source;
  std::uint32_t around = StringAround(node);
  while (around != kNone) {
    const JsonNode& text = tree_.nodes()[around];
    const ByteRange content{range.start - text.text_start, range.end - text.text_start};
    const std::uint32_t next = StringAround(around);
    if (next == kNone && is_structured_) return in_units(IndexOf(around).units, content);
    range = ToSource(around, content);
    around = next;
  }
  return in_units(units_, range);
}

// The index of a string. Values that follow each other are mostly inside the same strings: one is kept for each number
// of strings around it.
SourceMap::StringIndex& SourceMap::IndexOf(std::uint32_t node) {
  std::size_t depth = 0;
  for (std::uint32_t i = StringAround(node); i != kNone; i = StringAround(i)) ++depth;
  assert(depth < strings_.size());
  StringIndex& index = strings_[depth];
  if (index.node != node) {
    index.node = node;
    index.raw.Reset(RawOf(node));
    index.units.Reset(tree_.Text(tree_.nodes()[node]));
  }
  return index;
}

// Returns the string that holds the JSON that a node is part of, or kNone.
std::uint32_t SourceMap::StringAround(std::uint32_t node) const {
  const Array<JsonNode>& nodes = tree_.nodes();
  std::uint32_t at = node;
  while (at != kNone && !nodes[at].is_embedded) at = nodes[at].parent;
  return at == kNone ? kNone : nodes[at].parent;
}

// Returns a string as it is written in its source.
std::string_view SourceMap::RawOf(std::uint32_t node) const {
  const JsonNode& text = tree_.nodes()[node];
  const std::size_t length = text.source_end - text.source_start;
  const std::uint32_t around = StringAround(node);
  if (around == kNone) return text_.substr(text.source_start, length);
  const JsonNode& holder = tree_.nodes()[around];
  return tree_.Text(holder).substr(text.source_start - holder.text_start, length);
}

// Maps a range of a string's content to its source.
SourceMap::ByteRange SourceMap::ToSource(std::uint32_t node, const ByteRange& content) {
  const JsonNode& text = tree_.nodes()[node];
  if (!is_json_ && text.parent == kNone) return content;
  auto& raw = IndexOf(node).raw;
  return {text.source_start + raw.OffsetOf(content.start), text.source_start + raw.OffsetOf(content.end)};
}

}  // namespace spanloom
