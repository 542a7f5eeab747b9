#ifndef SPANLOOM_STRUCTURE_JSON_TREE_H_
#define SPANLOOM_STRUCTURE_JSON_TREE_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/none.h"

namespace spanloom {

enum class JsonType : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

// A value of a JSON text.
struct JsonNode {
  std::uint64_t hash;    // equal for equal values: key order, spacing, escapes and the form of numbers do not matter
  std::uint32_t parent;  // index; kNone for the root
  std::uint32_t end;     // index behind the last node below it: the tree is in pre-order
  std::uint32_t place;   // index in an array, or place of the key in the object; 0 for a root and for JSON in a string
  std::uint32_t key_start;  // the key, for Key(); both 0 outside of objects
  std::uint32_t key_length;
  std::uint32_t text_start;  // a string's content, for Text(): unescaped, as UTF-8
  std::uint32_t text_length;
  std::uint32_t
      own_letters;  // of informative values at and below it: strings that are not commonplace, numbers of three
                    // significant digits or more; a string's are those of its text, whatever was found in it
  std::uint32_t key_letters;  // of the keys below it, without those in strings; both saturate at kMaxLetters
  JsonType type;
  bool is_embedded;     // stood as JSON inside of a string, its parent
  bool is_all_of_text;  // and is all of it, besides white space and a fence
};

// IsSufficient of letters stop here: more makes no difference.
constexpr std::uint32_t kMaxLetters = 64;

// Reads JSON texts into a flat tree, with a canonical hash for each value, in one pass. JSON found inside of strings is
// read as well, as children of the string: the whole string (a tool call's arguments, a stringified result), a fenced
// block, or an object or array anywhere in a text; up to kMaxEmbeddings times inside of each other. What has no
// informative text or number and fewer than kMinLetters letters is left out. A list of more than 64 numbers is one
// node: no number of an embedding says anything alone. Meant to be used again and again: memory is kept, within bounds.
//
// Reading calls itself for JSON in strings only. Bytes above ASCII are not checked, and kept as they are.
class JsonTree {
 public:
  // Reads one JSON value. False if `json` is none, or larger than kMaxBytes; then the tree is empty. What is deeper
  // than kMaxDepth, or comes after kMaxNodes nodes, has no nodes of its own but counts in the hashes above it (what is
  // too deep as it is written). O(json), embedded texts included: what is tried in vain is bounded by the length of
  // `json`.
  bool ReadJson(std::string_view json);

  // Makes the tree of a text that is not JSON itself: a string node, with the JSON found inside it. Of a text that is
  // larger than kMaxBytes, that many bytes.
  void ReadText(std::string_view text);

  const Array<JsonNode>& nodes() const { return nodes_; }
  std::string_view Key(const JsonNode& node) const { return text_.view(node.key_start, node.key_length); }
  std::string_view Text(const JsonNode& node) const { return text_.view(node.text_start, node.text_length); }

  static constexpr std::uint32_t kMaxDepth = 128;
  static constexpr std::uint32_t kMaxNodes = 1 << 16;
  static constexpr std::uint32_t kMaxEmbeddings = 4;
  static constexpr std::uint32_t kMinLetters = 6;
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 28;

 private:
  // What is being read: a part of the caller's text or, where `outside` is null, of text_, which may move.
  struct Source {
    const char* outside;
    std::size_t at;
    std::size_t end;
    std::uint32_t parent;      // of the root
    std::uint32_t embeddings;  // how many strings it stands in
    std::size_t bottom = 0;    // frames_ that are others'
    std::size_t deep_start = 0;
    char open = 0;  // the bracket of the innermost open container
  };

  struct Value {
    std::uint64_t hash;
    std::uint32_t own_letters;
    std::uint32_t key_letters;
    bool has_content;  // a string or a number, at or below it
  };

  // A short text that was counted: keys and labels come again and again.
  struct Counted {
    std::uint64_t hash;
    std::uint32_t letters;
  };

  // Of text_.
  struct Slice {
    std::uint32_t start;
    std::uint32_t length;
  };

  // A container that is open; `value` is what its members come to so far.
  struct Frame {
    Value value;
    std::uint64_t key_hash;
    Slice key;
    std::uint32_t node;
    std::uint32_t count;
    std::uint32_t numbers;  // among its members
    std::uint32_t source;   // where it starts
    char bracket;
  };

  const char* Data(const Source& source) const { return source.outside != nullptr ? source.outside : text_.data(); }
  char Next(Source& source) const;
  void Begin(std::size_t bytes);
  void Rewind(std::size_t nodes, std::size_t text);
  bool Read(Source& source, Value& root);
  bool ReadKey(Source& source);
  bool ReadLeaf(Source& source, Value& value);
  bool ReadString(Source& source, Slice& text, bool& has_bracket);
  void Open(Source& source);
  Value Close(Source& source);
  void AddValue(const Value& value);
  std::uint32_t AddNode(const Source& source, JsonType type);
  void Finish(std::uint32_t node, const Value& value);
  Value AddString(std::uint32_t node, Slice slice, bool has_bracket, std::uint32_t embeddings);
  std::uint32_t Letters(std::string_view text, std::uint64_t hash, bool is_key);
  void FindEmbedded(std::uint32_t string, Slice slice, std::uint32_t embeddings);
  bool IsDeep() const { return deep_.size() > 0; }

  Array<JsonNode> nodes_;
  Bytes text_;
  Array<Frame> frames_;
  Bytes deep_;  // opening brackets of the containers that are deeper than kMaxDepth
  Counted counted_[256] = {};
  std::int64_t rescan_budget_ = 0;  // how many more bytes may be read in vain
};

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_TREE_H_
