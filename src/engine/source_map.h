#ifndef SPANLOOM_ENGINE_SOURCE_MAP_H_
#define SPANLOOM_ENGINE_SOURCE_MAP_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/none.h"
#include "engine/offset_index.h"
#include "structure/json_tree.h"

namespace spanloom {

// A range of an attribute's string, in UTF-16 code units.
struct UnitRange {
  std::uint32_t start;
  std::uint32_t end;
};

// One character, or escape, of a JSON string as it is written; it means bytes of UTF-8.
TextPiece EscapeAt(std::string_view raw, std::size_t at);

// One character of UTF-8; it means UTF-16 code units.
TextPiece CharacterAt(std::string_view text, std::size_t at);

// Maps the values of a tree back to the string that it was read from, through escapes and through JSON inside of
// strings. Borrows both. Many questions cost O(text) in all, and little for each. Not thread-safe.
class SourceMap {
 public:
  // `is_json`: the tree comes from ReadJson(), else from ReadText(). `is_structured`: the attribute is no string, and
  // `text` is JSON that nobody sees: ranges are those of the string that contains them.
  SourceMap(const JsonTree& tree, std::string_view text, bool is_json, bool is_structured);

  // Returns where a value is; a string without its quotes.
  UnitRange Locate(std::uint32_t node);

  // Returns where a part of a string's content is, given in UTF-16 code units of the content.
  UnitRange Locate(std::uint32_t node, const UnitRange& content);

 private:
  struct ByteRange {
    std::size_t start;
    std::size_t end;
  };

  using Units = OffsetIndex<CharacterAt>;
  struct StringIndex {
    std::uint32_t node = kNone;
    OffsetIndex<EscapeAt> raw;
    Units units;  // of its content
  };

  UnitRange LocateSource(std::uint32_t node, const ByteRange& source);
  StringIndex& IndexOf(std::uint32_t node);
  ByteRange ToSource(std::uint32_t node, const ByteRange& content);
  std::uint32_t StringAround(std::uint32_t node) const;
  std::string_view RawOf(std::uint32_t node) const;

  const JsonTree& tree_;
  std::string_view text_;
  bool is_json_;
  bool is_structured_;
  Units units_;
  std::array<StringIndex, JsonTree::kMaxEmbeddings + 1> strings_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_SOURCE_MAP_H_
