#ifndef SPANLOOM_ENGINE_SOURCE_MAP_H_
#define SPANLOOM_ENGINE_SOURCE_MAP_H_

#include <cstdint>
#include <string_view>

#include "structure/json_tree.h"

namespace spanloom {

// A range of an attribute's string, in UTF-16 code units.
struct UnitRange {
  std::uint32_t start;
  std::uint32_t end;
};

// Maps the values of a tree back to the string that it was read from, through escapes and through JSON inside of
// strings. Borrows both. Not thread-safe.
class SourceMap {
 public:
  // `is_json`: the tree comes from ReadJson(), else from ReadText(). `is_structured`: the attribute is no string, and
  // `text` is JSON that nobody sees: ranges are those of the string that contains them.
  SourceMap(const JsonTree& tree, std::string_view text, bool is_json, bool is_structured)
      : tree_(tree), text_(text), is_json_(is_json), is_structured_(is_structured) {}

  // Returns where a value is; a string without its quotes. O(text).
  UnitRange Locate(std::uint32_t node) const;

  // Returns where a part of a string's content is, given in UTF-16 code units of the content. O(text).
  UnitRange Locate(std::uint32_t node, const UnitRange& content) const;

 private:
  struct ByteRange {
    std::size_t start;
    std::size_t end;
  };

  UnitRange LocateSource(std::uint32_t node, const ByteRange& source) const;
  ByteRange ToSource(std::uint32_t node, const ByteRange& content) const;
  std::uint32_t StringAround(std::uint32_t node) const;
  std::string_view RawOf(std::uint32_t node) const;

  const JsonTree& tree_;
  std::string_view text_;
  bool is_json_;
  bool is_structured_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_SOURCE_MAP_H_
