#include "engine/source_map.h"

#include <algorithm>

#include "base/hex.h"
#include "base/utf8.h"

namespace spanloom {
namespace {

// Returns the offset of a UTF-16 code unit in UTF-8; of one inside a pair, that of the character.
std::size_t ByteOfUnit(std::string_view text, std::uint32_t unit) {
  std::size_t at = 0;
  while (at < text.size() && unit > 0) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::uint32_t units = lead >= 0xF0 ? 2 : 1;
    if (units > unit) break;
    unit -= units;
    ++at;
    while (at < text.size() && IsContinuation(text[at])) ++at;
  }
  return at;
}

std::uint32_t UnitsIn(std::string_view text) {
  std::uint32_t units = 0;
  for (const char byte : text) {
    if (IsContinuation(byte)) continue;
    units += static_cast<unsigned char>(byte) >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::uint32_t ReadUnit(std::string_view raw, std::size_t at) {
  std::uint32_t unit = 0;
  for (std::size_t i = 0; i < 4 && at + i < raw.size(); ++i) unit = unit * 16 + HexValue(raw[at + i]);
  return unit;
}

// One character, or escape, of a JSON string: its length there and in UTF-8.
struct Piece {
  std::size_t raw;
  std::size_t bytes;
};

Piece PieceAt(std::string_view raw, std::size_t at) {
  if (raw[at] != '\\' || at + 1 == raw.size()) return {1, 1};
  if (raw[at + 1] != 'u') return {2, 1};
  const std::uint32_t unit = ReadUnit(raw, at + 2);
  if (unit < 0x80) return {6, 1};
  if (unit < 0x800) return {6, 2};
  const bool is_pair = unit >= 0xD800 && unit < 0xDC00 && raw.substr(at + 6, 2) == "\\u" &&
                       ReadUnit(raw, at + 8) >= 0xDC00 && ReadUnit(raw, at + 8) < 0xE000;
  return is_pair ? Piece{12, 4} : Piece{6, 3};
}

}  // namespace

UnitRange SourceMap::Locate(std::uint32_t node) const {
  const JsonNode& value = tree_.nodes()[node];
  if (is_structured_ && StringAround(node) == kNone) {
    return {0, value.type == JsonType::kString ? UnitsIn(tree_.Text(value)) : value.source_end - value.source_start};
  }
  return LocateSource(node, {value.source_start, value.source_end});
}

UnitRange SourceMap::Locate(std::uint32_t node, const UnitRange& content) const {
  if (is_structured_ && StringAround(node) == kNone) return content;
  const std::string_view text = tree_.Text(tree_.nodes()[node]);
  return LocateSource(node, ToSource(node, {ByteOfUnit(text, content.start), ByteOfUnit(text, content.end)}));
}

// Maps a range of the source of a node to the attribute's string.
UnitRange SourceMap::LocateSource(std::uint32_t node, const ByteRange& source) const {
  ByteRange range = source;
  std::uint32_t around = StringAround(node);
  while (around != kNone) {
    const JsonNode& text = tree_.nodes()[around];
    const ByteRange content{range.start - text.text_start, range.end - text.text_start};
    const std::uint32_t next = StringAround(around);
    if (next == kNone && is_structured_) {
      const std::string_view leaf = tree_.Text(text);
      return {UnitsIn(leaf.substr(0, content.start)), UnitsIn(leaf.substr(0, content.end))};
    }
    range = ToSource(around, content);
    around = next;
  }
  return {UnitsIn(text_.substr(0, range.start)), UnitsIn(text_.substr(0, range.end))};
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
SourceMap::ByteRange SourceMap::ToSource(std::uint32_t node, const ByteRange& content) const {
  const JsonNode& text = tree_.nodes()[node];
  if (!is_json_ && text.parent == kNone) return content;
  const std::string_view raw = RawOf(node);
  std::size_t at = 0;
  std::size_t bytes = 0;
  std::size_t start = raw.size();
  for (; at < raw.size() && bytes < content.end;) {
    if (bytes >= content.start) start = std::min(start, at);
    const Piece piece = PieceAt(raw, at);
    at += piece.raw;
    bytes += piece.bytes;
  }
  return {text.source_start + std::min(start, at), text.source_start + at};
}

}  // namespace spanloom
