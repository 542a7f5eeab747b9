#ifndef SPANLOOM_STRUCTURE_JSON_TREE_H_
#define SPANLOOM_STRUCTURE_JSON_TREE_H_

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "base/array.h"
#include "base/bytes.h"
#include "base/features.h"
#include "base/none.h"

namespace spanloom {

enum class JsonType : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

// Where a value is in what it was read from, in bytes: the text given to ReadJson(), or the tree's own text for JSON in
// a string. Of a string, without the quotes.
struct JsonSource {
  std::uint32_t source_start;
  std::uint32_t source_end;
};
struct NoJsonSource {};

// A value of a JSON text. In the engine it also knows its source.
struct JsonNode : std::conditional_t<kIsEngine, JsonSource, NoJsonSource> {
  std::uint64_t hash;    // equal for equal values: independent of key order, white space, escapes and number format
  std::uint32_t parent;  // index; kNone for the root
  std::uint32_t end;     // the index after the last descendant: the tree is in pre-order
  std::uint32_t place;   // the index in the array, or of the key in the object; 0 for a root and for JSON in a string
  std::uint32_t key_start;  // the key, see Key(); both 0 outside of objects
  std::uint32_t key_length;
  std::uint32_t text_start;  // the unescaped content of a string, see Text()
  std::uint32_t text_length;
  std::uint32_t own_letters;  // of the informative values at and below it: strings that are not commonplace, numbers
                              // with three significant digits; for a string with JSON inside, of its whole text
  std::uint32_t key_letters;  // of the keys below it, except in strings; both counts stop at kMaxLetters
  JsonType type;
  bool is_embedded;     // it is JSON inside a string, its parent
  bool is_all_of_text;  // ... and the whole string, except for white space and a Markdown fence
};

// Counting letters stops here: more letters make no difference.
constexpr std::uint32_t kMaxLetters = 64;

// Reads JSON into a flat tree, with a canonical hash for each value, in one pass. JSON inside strings becomes children
// of the string: a string that is JSON (the arguments of a tool call), a fenced block, or an object or array anywhere
// in a text; up to kMaxEmbeddings levels. JSON with fewer than kMinLetters informative letters is left out. An array of
// more than 64 numbers is a single node: one number of an embedding is not informative.
//
// Call ReadJson(), or ReadText() if that returns false; then use nodes(). O(size), including JSON in strings: a budget
// bounds the bytes that failed attempts may read again. Recursion is only for JSON in strings, so the stack is bounded.
//
// Meant to be reused: keeps up to 1 MB of text and 2^14 nodes. Nodes and views are valid until the next Read...() call.
// Bytes outside of ASCII are not validated. Not thread-safe.
class JsonTree {
 public:
  // Reads one JSON value. Returns false, and leaves the tree empty, if `json` is not valid or is larger than kMaxBytes.
  // Values deeper than kMaxDepth or after kMaxNodes nodes get no nodes, but count in the hashes of their containers.
  bool ReadJson(std::string_view json);

  // The same, for a text that may begin like `before`, which this tree has read last: what both begin with is not read
  // again. A history that each call repeats is read once. Only in the engine. O(size of what differs), and one
  // comparison.
  bool ReadJsonAfter(std::string_view before, std::string_view json);

  // Of the last ReadJsonAfter(): how many nodes come from what both texts begin with. Those of values that go on behind
  // it, such as the list of messages, are among them.
#if SPANLOOM_ENGINE
  std::uint32_t kept_nodes() const { return kept_nodes_; }
#endif

  // Reads a text that is not JSON: a string node, with the JSON found inside it. Ignores what is after kMaxBytes.
  void ReadText(std::string_view text);

  const Array<JsonNode>& nodes() const { return nodes_; }

  // The key and the content of a node of this tree. O(1).
  std::string_view Key(const JsonNode& node) const { return text_.view(node.key_start, node.key_length); }
  std::string_view Text(const JsonNode& node) const { return text_.view(node.text_start, node.text_length); }

  static constexpr std::uint32_t kMaxDepth = 128;
  static constexpr std::uint32_t kMaxNodes = 1 << 16;
  static constexpr std::uint32_t kMaxEmbeddings = 4;
  static constexpr std::uint32_t kMinLetters = 6;
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 28;

 private:
  // The text being read: the caller's or, if `outside` is nullptr, a part of text_, which may move.
  struct Source {
    const char* outside;
    std::size_t at;
    std::size_t end;
    std::uint32_t parent;      // node above the root
    std::uint32_t embeddings;  // the number of strings around it
    std::size_t bottom = 0;    // the number of frames_ that belong to outer sources
    std::size_t deep_start = 0;
    char open = 0;  // the bracket of the innermost open container
  };

  struct Value {
    std::uint64_t hash;
    std::uint32_t own_letters;
    std::uint32_t key_letters;
    bool has_content;  // it is or contains a string or a number
  };

  // The letters of a short text, cached because keys and labels repeat.
  struct Counted {
    std::uint64_t hash;
    std::uint32_t letters;
  };

  // A range of text_.
  struct Slice {
    std::uint32_t start;
    std::uint32_t length;
  };

  // An open container; `value` combines its members so far.
  struct Frame {
    Value value;
    std::uint64_t key_hash;
    Slice key;
    std::uint32_t node;
    std::uint32_t count;
    std::uint32_t numbers;  // among its members
    std::uint32_t source;   // the offset where it starts
    char bracket;
  };

  // Where reading can go on: after an item of a list.
  struct Resumption {
    static constexpr std::size_t kMaxFrames = 4;
    std::size_t at;
    std::size_t nodes;
    std::size_t text;
    std::int64_t rescan_budget;
    std::size_t frame_count;
    Frame frames[kMaxFrames];
  };

  void AddResumption(const Source& source);
  bool Resume(std::string_view before, std::string_view json, Source& source);
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
  void SetSource(std::uint32_t node, std::size_t start, std::size_t end);
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
#if SPANLOOM_ENGINE
  Array<Resumption> resumptions_;
  std::uint32_t kept_nodes_ = 0;
#endif
  std::int64_t rescan_budget_ = 0;  // bytes that failed attempts may still read, so that the total work is linear
};

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_TREE_H_
