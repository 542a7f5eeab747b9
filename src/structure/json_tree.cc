#include "structure/json_tree.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>

#include "base/hash.h"
#include "base/text_hash.h"
#include "base/word.h"
#include "structure/json_number.h"
#include "structure/json_text.h"
#include "text/commonplace.h"
#include "text/label.h"
#include "text/normalize.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
constexpr std::size_t kKeptNodes = std::size_t{1} << 14;
constexpr std::size_t kKeptFrames = 1024;
constexpr std::uint32_t kMinInformativeDigits = 3;
constexpr std::uint32_t kMaxListedNumbers = 64;

// Seeds keep values of different types from having equal hashes.
constexpr std::uint64_t Seed(std::uint64_t number) { return MixBits(0x2D358DCCAA6C78A5 + number); }
constexpr std::uint64_t kNullHash = Seed(1);
constexpr std::uint64_t kFalseHash = Seed(2);
constexpr std::uint64_t kTrueHash = Seed(3);
constexpr std::uint64_t kStringSeed = Seed(4);
constexpr std::uint64_t kArraySeed = Seed(5);
constexpr std::uint64_t kObjectSeed = Seed(6);
constexpr std::uint64_t kDeepSeed = Seed(7);

// Returns the offset of the first byte that is not white space, or `end`.
std::size_t SkipSpace(const char* data, std::size_t at, std::size_t end) {
  constexpr std::uint64_t kSpaces = 1ULL << ' ' | 1ULL << '\n' | 1ULL << '\r' | 1ULL << '\t';
  for (; at < end; ++at) {
    const auto byte = static_cast<unsigned char>(data[at]);
    if (byte > ' ' || (kSpaces >> byte & 1) == 0) break;
  }
  return at;
}

char ClosingOf(char bracket) { return bracket == '{' ? '}' : ']'; }

std::uint32_t AddLetters(std::uint32_t a, std::uint32_t b) { return std::min(a + b, kMaxLetters); }

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Whether the text before or after JSON is only white space or a Markdown fence.
bool IsWrapping(std::string_view text) {
  const std::string_view trimmed = Trimmed(text);
  return trimmed.empty() || trimmed == "```" || trimmed == "```json";
}

bool SkipWord(const char* data, std::size_t& at, std::size_t end, std::string_view word) {
  if (end - at < word.size() || std::memcmp(data + at, word.data(), word.size()) != 0) return false;
  at += word.size();
  return true;
}

// Whether a non-empty object or array may start at the bracket. Rejects most brackets of a text cheaply.
bool MayBegin(const char* data, std::size_t at, std::size_t end) {
  const char bracket = data[at];
  at = SkipSpace(data, at + 1, end);
  if (at == end) return false;
  const char next = data[at];
  if (next == '"') return true;
  return bracket == '[' && (next == '{' || next == '[' || next == '-' || (next >= '0' && next <= '9') || next == 't' ||
                            next == 'f' || next == 'n');
}

}  // namespace

bool JsonTree::ReadJson(std::string_view json) {
  Begin(json.size());
  if (json.size() > kMaxBytes) return false;
  text_.Reserve(json.size() + JsonStringReader::kRoom);
  Source source{json.data(), 0, json.size(), kNone, 0};
  Value root;
  if (Read(source, root) && Next(source) == '\0' && source.at == source.end) return true;
  Begin(0);
  return false;
}

void JsonTree::ReadText(std::string_view text) {
  text = text.substr(0, kMaxBytes);
  Begin(text.size());
  text_.Append(text);
  const Source source{nullptr, 0, text.size(), kNone, 0};
  const std::uint32_t node = AddNode(source, JsonType::kString);
  SetSource(node, 0, text.size());
  AddString(node, {0, static_cast<std::uint32_t>(text.size())}, true, 0);
}

// Empties the tree and sets the budget for a text of `bytes` bytes.
void JsonTree::Begin(std::size_t bytes) {
  constexpr std::int64_t kMinRescanBudget = 4096;
  nodes_.Clear(kKeptNodes);
  text_.Clear(kKeptBytes);
  frames_.Clear(kKeptFrames);
  deep_.Clear(kKeptBytes);
#if SPANLOOM_ENGINE
  resumptions_.Clear(kKeptFrames);
  kept_nodes_ = 0;
#endif
  rescan_budget_ = static_cast<std::int64_t>(bytes) + kMinRescanBudget;
}

// Skips white space and returns the next byte, or 0 at the end: JSON has no such byte.
char JsonTree::Next(Source& source) const {
  const char* const data = Data(source);
  source.at = SkipSpace(data, source.at, source.end);
  return source.at < source.end ? data[source.at] : '\0';
}

// Removes the nodes and the text added since the sizes were these.
void JsonTree::Rewind(std::size_t nodes, std::size_t text) {
  while (nodes_.size() > nodes) nodes_.PopBack();
  text_.Truncate(text);
}

// Reads the value at the position of the source and moves past it. On failure, the position and the open containers in
// frames_ and deep_ stay, for the caller.
bool JsonTree::Read(Source& source, Value& root) {
  for (;;) {
    if (source.open == '{' && !ReadKey(source)) return false;
    const char first = Next(source);
    if (first == '\0') return false;
    Value value{};
    bool has_value = first != '{' && first != '[';
    if (!has_value) {
      Open(source);
    } else if (!ReadLeaf(source, value)) {
      return false;
    }

    // After a value, or after an opening bracket.
    for (;;) {
      if (has_value && source.open == 0) {
        root = value;
        return true;
      }
      if (has_value) AddValue(value);
#if SPANLOOM_ENGINE
      if (has_value && source.open == '[' && source.outside != nullptr) AddResumption(source);
#endif
      const char next = Next(source);
      if (next == ClosingOf(source.open)) {
        value = Close(source);
        has_value = true;
        continue;
      }
      if (!has_value) break;
      if (next != ',') return false;
      ++source.at;
      break;
    }
  }
}

bool JsonTree::ReadKey(Source& source) {
  if (Next(source) != '"') return false;
  Slice key;
  bool has_bracket;
  if (!ReadString(source, key, has_bracket)) return false;
  if (Next(source) != ':') return false;
  ++source.at;
  if (IsDeep()) return true;
  const std::string_view text = text_.view(key.start, key.length);
  Frame& frame = frames_.back();
  frame.key = key;
  frame.key_hash = HashText(text);
  if (frame.value.key_letters < kMaxLetters) {
    frame.value.key_letters = AddLetters(frame.value.key_letters, Letters(text, frame.key_hash, true));
  }
  return true;
}

// Reads a string, a number or a literal.
bool JsonTree::ReadLeaf(Source& source, Value& value) {
  const char* const data = Data(source);
  const std::size_t start = source.at;
  JsonType type = JsonType::kBool;
  switch (data[source.at]) {
    case '"': {
      Slice slice;
      bool has_bracket;
      if (!ReadString(source, slice, has_bracket)) return false;
      if (!IsDeep()) {
        const std::uint32_t node = AddNode(source, JsonType::kString);
        SetSource(node, start + 1, source.at - 1);
        value = AddString(node, slice, has_bracket, source.embeddings);
      }
      return true;
    }
    case 't':
      if (!SkipWord(data, source.at, source.end, "true")) return false;
      value.hash = kTrueHash;
      break;
    case 'f':
      if (!SkipWord(data, source.at, source.end, "false")) return false;
      value.hash = kFalseHash;
      break;
    case 'n':
      if (!SkipWord(data, source.at, source.end, "null")) return false;
      value.hash = kNullHash;
      type = JsonType::kNull;
      break;
    default: {
      JsonNumber number;
      const char* at = data + source.at;
      const bool is_number = ReadJsonNumber(at, data + source.end, number);
      source.at = static_cast<std::size_t>(at - data);
      if (!is_number) return false;
      const std::uint32_t letters = number.digits < kMinInformativeDigits ? 0 : std::min(number.digits, kMaxLetters);
      value = {number.hash, letters, 0, true};
      type = JsonType::kNumber;
      if (source.open != 0 && !IsDeep()) ++frames_.back().numbers;
    }
  }
  if (!IsDeep()) {
    const std::uint32_t node = AddNode(source, type);
    SetSource(node, start, source.at);
    Finish(node, value);
  }
  return true;
}

bool JsonTree::ReadString(Source& source, Slice& text, bool& has_bracket) {
  JsonStringReader reader;
  JsonStringReader::Result result;
  const std::size_t start = text_.size();
  ++source.at;
  do {
    text_.Reserve(JsonStringReader::kRoom);
    const char* const data = Data(source);
    const char* from = data + source.at;
    char* to = text_.data() + text_.size();
    result = reader.Read(from, data + source.end, to);
    source.at = static_cast<std::size_t>(from - data);
    text_.Extend(static_cast<std::size_t>(to - text_.data()) - text_.size());
  } while (result == JsonStringReader::Result::kMore);
  text = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(text_.size() - start)};
  has_bracket = reader.has_bracket();
  return result == JsonStringReader::Result::kEnd;
}

void JsonTree::Open(Source& source) {
  const char bracket = Data(source)[source.at];
  if (frames_.size() - source.bottom == kMaxDepth) {
    if (!IsDeep()) source.deep_start = source.at;
    deep_.Push(bracket);
  } else {
    const std::uint32_t node = AddNode(source, bracket == '{' ? JsonType::kObject : JsonType::kArray);
    frames_.Add({{}, 0, {}, node, 0, 0, static_cast<std::uint32_t>(source.at), bracket});
  }
  source.open = bracket;
  ++source.at;
}

JsonTree::Value JsonTree::Close(Source& source) {
  ++source.at;
  Value value{};
  if (IsDeep()) {
    deep_.Truncate(deep_.size() - 1);
    if (IsDeep()) {
      source.open = deep_.view().back();
      return value;
    }
    const std::string_view raw(Data(source) + source.deep_start, source.at - source.deep_start);
    value.hash = HashText(raw) ^ kDeepSeed;
    value.has_content = true;
  } else {
    const Frame frame = frames_.PopBack();
    value = frame.value;
    value.hash = MixBits(value.hash + (frame.bracket == '{' ? kObjectSeed : kArraySeed) + frame.count);
    const bool is_embedding = frame.bracket == '[' && frame.numbers == frame.count && frame.count > kMaxListedNumbers;
    if (is_embedding && frame.node != kNone) Rewind(frame.node + 1, text_.size());
    SetSource(frame.node, frame.source, source.at);
    Finish(frame.node, value);
  }
  source.open = frames_.size() > source.bottom ? frames_.back().bracket : '\0';
  return value;
}

// Adds a value to the innermost open container.
void JsonTree::AddValue(const Value& value) {
  if (IsDeep()) return;
  Frame& frame = frames_.back();
  ++frame.count;
  // Addition makes the hash of an object independent of order; items of an array are chained.
  std::uint64_t& hash = frame.value.hash;
  if (frame.bracket == '{') {
    hash += MixBits(frame.key_hash + std::rotl(value.hash, 32));
  } else {
    hash = MixBits(hash + value.hash);
  }
  frame.value.own_letters = AddLetters(frame.value.own_letters, value.own_letters);
  frame.value.key_letters = AddLetters(frame.value.key_letters, value.key_letters);
  frame.value.has_content |= value.has_content;
}

// Adds a node for the value being read. Returns kNone if there are too many.
std::uint32_t JsonTree::AddNode(const Source& source, JsonType type) {
  if (nodes_.size() >= kMaxNodes) return kNone;
  JsonNode node{};
  node.type = type;
  if (source.open == 0) {
    node.parent = source.parent;
    node.is_embedded = source.embeddings > 0;
  } else {
    const Frame& frame = frames_.back();
    node.parent = frame.node;
    node.place = frame.count;
    node.key_start = frame.key.start;
    node.key_length = frame.key.length;
  }
  nodes_.Add(node);
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

inline void JsonTree::SetSource([[maybe_unused]] std::uint32_t node, [[maybe_unused]] std::size_t start,
                                [[maybe_unused]] std::size_t end) {
#if SPANLOOM_ENGINE
  if (node == kNone) return;
  nodes_[node].source_start = static_cast<std::uint32_t>(start);
  nodes_[node].source_end = static_cast<std::uint32_t>(end);
#endif
}

// Completes the node of a value after its descendants were added.
void JsonTree::Finish(std::uint32_t node, const Value& value) {
  if (node == kNone) return;
  nodes_[node].hash = value.hash;
  nodes_[node].end = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].own_letters = value.own_letters;
  nodes_[node].key_letters = value.key_letters;
}

JsonTree::Value JsonTree::AddString(std::uint32_t node, Slice slice, bool has_bracket, std::uint32_t embeddings) {
  const std::string_view text = text_.view(slice.start, slice.length);
  const std::uint64_t hash = CanonicalHash(Trimmed(text)) ^ kStringSeed;
  const Value value{hash, Letters(text, hash, false), 0, true};
  if (node == kNone) return value;
  nodes_[node].text_start = slice.start;
  nodes_[node].text_length = slice.length;
  if (has_bracket && embeddings < kMaxEmbeddings) FindEmbedded(node, slice, embeddings + 1);
  Finish(node, value);
  return value;
}

// Counts the letters of a key, or the informative ones of a string. `hash` identifies the text.
std::uint32_t JsonTree::Letters(std::string_view text, std::uint64_t hash, bool is_key) {
  constexpr std::size_t kShort = 64;
  Counted& counted = counted_[hash % std::size(counted_)];
  if (text.size() <= kShort && counted.hash == hash) return counted.letters;
  const std::uint32_t letters = !is_key && IsCommonplace(text) ? 0 : CountLetters(text, kMaxLetters);
  if (text.size() <= kShort) counted = {hash, letters};
  return letters;
}

// Adds the JSON inside a string, which is the last node, as its children.
void JsonTree::FindEmbedded(std::uint32_t string, Slice slice, std::uint32_t embeddings) {
  // The shortest JSON with enough letters is [123456].
  constexpr std::size_t kMinEmbeddedBytes = kMinLetters + 2;
  const std::size_t end = slice.start + slice.length;
  const auto find = [&](std::size_t from) {
    return static_cast<std::size_t>(FindBracket(text_.data() + from, text_.data() + end) - text_.data());
  };
  std::size_t at = find(slice.start);
  // Where JSON starts if it is the whole text.
  const std::size_t whole = IsWrapping(text_.view(slice.start, at - slice.start)) ? at : end;
  // The containers that were open where the attempt that came farthest failed. Reading one of them alone would fail at
  // the same place.
  std::uint32_t doomed[kMaxDepth];
  std::size_t doomed_count = 0;
  std::size_t farthest = 0;
  for (; rescan_budget_ > 0 && end - at >= kMinEmbeddedBytes; at = find(at)) {
    if (std::binary_search(doomed, doomed + doomed_count, at) || !MayBegin(text_.data(), at, end)) {
      ++at;
      continue;
    }
    const std::size_t nodes = nodes_.size();
    const std::size_t text = text_.size();
    const std::size_t bottom = frames_.size();
    Source source{nullptr, at, end, string, embeddings, bottom};
    Value value;
    if (Read(source, value)) {
      const bool is_whole = at == whole && IsWrapping(text_.view(source.at, end - source.at));
      at = source.at;
      if (value.has_content && value.own_letters + value.key_letters >= kMinLetters && nodes_.size() > nodes) {
        nodes_[nodes].is_all_of_text = is_whole;
        continue;
      }
    } else {
      rescan_budget_ -= static_cast<std::int64_t>(source.at - at);
      if (source.at > farthest) {
        farthest = source.at;
        doomed_count = frames_.size() - bottom;
        for (std::size_t i = 0; i < doomed_count; ++i) doomed[i] = frames_[bottom + i].source;
      }
      while (frames_.size() > bottom) frames_.PopBack();
      deep_.Clear();
      ++at;
    }
    Rewind(nodes, text);
  }
}

#if SPANLOOM_ENGINE
void JsonTree::AddResumption(const Source& source) {
  constexpr std::size_t kMaxResumptions = 64;
  if (frames_.size() > Resumption::kMaxFrames || IsDeep()) return;
  if (resumptions_.size() == kMaxResumptions) resumptions_.RemoveFirst(kMaxResumptions / 2);
  Resumption& next = *resumptions_.Extend(1);
  next.at = source.at;
  next.nodes = nodes_.size();
  next.text = text_.size();
  next.rescan_budget = rescan_budget_;
  next.frame_count = frames_.size();
  std::copy(frames_.begin(), frames_.end(), next.frames);
}

// Goes back to the last item that both texts have, if there is one with another behind it.
bool JsonTree::Resume(std::string_view before, std::string_view json, Source& source) {
  const std::size_t common = CommonBytes(before.data(), json.data(), std::min(before.size(), json.size()));
  kept_nodes_ = 0;
  while (!resumptions_.empty()) {
    const Resumption last = resumptions_.back();
    source.at = last.at;
    source.open = '[';
    if (last.at <= common && Next(source) == ',') {
      ++source.at;
      Rewind(last.nodes, last.text);
      kept_nodes_ = static_cast<std::uint32_t>(last.nodes);
      frames_.Clear(kKeptFrames);
      for (std::size_t i = 0; i < last.frame_count; ++i) frames_.Add(last.frames[i]);
      deep_.Clear(kKeptBytes);
      rescan_budget_ =
          last.rescan_budget + static_cast<std::int64_t>(json.size()) - static_cast<std::int64_t>(before.size());
      return true;
    }
    resumptions_.PopBack();
  }
  return false;
}

bool JsonTree::ReadJsonAfter(std::string_view before, std::string_view json) {
  Source source{json.data(), 0, json.size(), kNone, 0};
  if (json.size() > kMaxBytes || nodes_.empty() || !Resume(before, json, source)) return ReadJson(json);
  text_.Reserve(json.size() - source.at + JsonStringReader::kRoom);
  Value root;
  if (Read(source, root) && Next(source) == '\0' && source.at == source.end) return true;
  Begin(0);
  return false;
}
#endif

}  // namespace spanloom
