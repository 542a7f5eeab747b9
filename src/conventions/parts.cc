#include "conventions/parts.h"

#include <cstddef>
#include <string_view>

#include "conventions/message_marks.h"
#include "conventions/message_words.h"

namespace spanloom {
namespace {

class Finder {
 public:
  Finder(const JsonTree& tree, Array<ContentPart>& parts)
      : tree_(tree), nodes_(tree.nodes()), marks_(tree), parts_(parts) {}

  void Find(bool is_message) {
    if (nodes_.empty()) return;
    is_message ? AddBody(0) : AddValue(0, Author::kNobody);
  }

 private:
  bool IsObject(std::uint32_t node) const { return nodes_[node].type == JsonType::kObject; }
  bool IsArray(std::uint32_t node) const { return nodes_[node].type == JsonType::kArray; }
  bool IsContainer(std::uint32_t node) const { return IsObject(node) || IsArray(node); }

  template <typename Visit>
  void ForEachChild(std::uint32_t node, Visit&& visit) const {
    for (std::uint32_t i = node + 1; i < nodes_[node].end; i = nodes_[i].end) visit(i);
  }

  std::string_view TextOf(std::uint32_t node) const {
    return nodes_[node].type == JsonType::kString ? tree_.Text(nodes_[node]) : std::string_view();
  }

  // Returns the string member with this name, or an empty text.
  std::string_view TextIn(std::uint32_t object, std::string_view name) const {
    std::string_view text;
    ForEachChild(object, [&](std::uint32_t i) {
      if (tree_.Key(nodes_[i]) == name) text = TextOf(i);
    });
    return text;
  }

  Author AuthorOf(std::uint32_t message, Author around) const {
    for (const std::string_view name : {"role", "_role", "type", "part_kind"}) {
      const Author author = AuthorOfRole(TextIn(message, name));
      if (author != Author::kNobody) return author;
    }
    // LangChain's serialised messages have the name of their class as the last item of `id`.
    Author author = Author::kNobody;
    ForEachChild(message, [&](std::uint32_t i) {
      if (tree_.Key(nodes_[i]) != "id" || !IsArray(i)) return;
      ForEachChild(i, [&](std::uint32_t item) { author = AuthorOfRole(TextOf(item)); });
    });
    return author == Author::kNobody ? around : author;
  }

  // Returns the only member of a container that says anything, or kNone.
  std::uint32_t OnlyMember(std::uint32_t node) const {
    if (!IsContainer(node)) return kNone;
    std::uint32_t only = kNone;
    bool has_others = false;
    ForEachChild(node, [&](std::uint32_t i) {
      if (IsEmpty(i)) return;
      has_others = has_others || only != kNone;
      only = i;
    });
    return has_others ? kNone : only;
  }

  // Whether a value says nothing that could be evidence.
  bool IsEmpty(std::uint32_t index) const {
    const JsonNode& node = nodes_[index];
    return node.type == JsonType::kNull || (node.own_letters == 0 && (IsContainer(index) || node.text_length == 0) &&
                                            node.type != JsonType::kNumber && node.type != JsonType::kBool);
  }

  bool IsBlank(std::uint32_t index) const {
    const JsonNode& node = nodes_[index];
    return node.type == JsonType::kNull || (node.type == JsonType::kString && node.text_length == 0) ||
           (IsContainer(index) && node.end == index + 1);
  }

  // Whether a string is JSON and nothing else.
  bool IsJson(std::uint32_t node) const {
    const std::uint32_t json = node + 1;
    return !IsContainer(node) && nodes_[node].end > json && nodes_[json].is_all_of_text &&
           nodes_[json].end == nodes_[node].end;
  }

  // Adds a value of the app, which may contain messages.
  void AddValue(std::uint32_t node, Author author) {
    // Arguments are an object here, and its JSON there.
    if (IsJson(node)) ++node;
    if (marks_.IsMessage(node)) return AddMessage(node, author);
    if (IsObject(node) && marks_.IsRequest(node)) return AddRequest(node, author);
    if (!marks_.HasMessages(node)) {
      const std::uint32_t only = OnlyMember(node);
      return only == kNone ? parts_.Add({node, author}) : AddValue(only, author);
    }
    ForEachChild(node, [&](std::uint32_t i) {
      if (IsBlank(i)) return;
      FindMember(tree_.Key(nodes_[i])).member == Member::kSystem ? AddContent(i, Author::kSystem) : AddValue(i, author);
    });
  }

  // What is no setting is content, whatever its name.
  void AddRequest(std::uint32_t request, Author author) {
    ForEachChild(request, [&](std::uint32_t i) {
      if (IsBlank(i)) return;
      const MemberWord& word = FindMember(tree_.Key(nodes_[i]));
      if (word.member == Member::kSystem) return AddContent(i, Author::kSystem);
      const bool is_setting = (word.flags & (kSetting | kMark)) != 0 && word.member == Member::kNoise;
      if (!is_setting || marks_.HasMessages(i)) AddValue(i, author);
    });
  }

  // A message that says so by its place: no member has to tell.
  void AddBody(std::uint32_t node) {
    if (IsJson(node)) ++node;
    if (IsObject(node) && marks_.HasContent(node)) return AddMessage(node, Author::kNobody);
    AddValue(node, Author::kNobody);
  }

  void AddMessage(std::uint32_t message, Author around) {
    const Author author = AuthorOf(message, around);
    ForEachChild(message, [&](std::uint32_t i) {
      if (IsBlank(i)) return;
      const std::string_view name = tree_.Key(nodes_[i]);
      switch (FindMember(name).member) {
        case Member::kNoise: return;
        case Member::kSystem: return AddContent(i, Author::kSystem);
        case Member::kContent: return AddContent(i, author);
        case Member::kNested: return name == "data" ? AddData(message, i, author) : AddNested(i, author);
        case Member::kValue: return AddResult(i, author);
      }
    });
  }

  // A text, a message, or a list of texts, messages and parts of messages.
  void AddContent(std::uint32_t node, Author author) {
    if (IsArray(node)) return ForEachChild(node, [&](std::uint32_t i) { AddContentItem(i, author); });
    if (!IsObject(node)) return AddText(node, author);
    if (marks_.HasContent(node)) return AddMessage(node, author);
    // The format of texts, in answers of OpenAI.
    if (tree_.Key(nodes_[node]) != "text") AddValue(node, author);
  }

  // An answer in JSON is what it says: the step that made it may have it as a value, not as a text.
  void AddText(std::uint32_t node, Author author) {
    IsJson(node) ? AddValue(node, author) : parts_.Add({node, author});
  }

  // A part of a message with a type, such as an image, may have no text; without one it is a value of the app.
  void AddContentItem(std::uint32_t node, Author author) {
    if (IsBlank(node)) return;
    IsObject(node) && marks_.HasType(node) ? AddMessage(node, author) : AddContent(node, author);
  }

  void AddNested(std::uint32_t node, Author author) {
    if (IsArray(node)) return ForEachChild(node, [&](std::uint32_t i) { AddNested(i, author); });
    if (IsObject(node)) AddMessage(node, author);
  }

  // `data` is a message in LangChain, the text of a document at Anthropic, and a value of the app in messages of
  // Vercel's UI. Otherwise it is an image or a sound.
  void AddData(std::uint32_t message, std::uint32_t node, Author author) {
    const std::string_view type = TextIn(message, "type");
    if (type.starts_with("data-")) return AddValue(node, author);
    if (type == "text" && !IsContainer(node)) return parts_.Add({node, author});
    AddNested(node, author);
  }

  // A result, which the AI SDK and MCP put into a message-like envelope: { type: "text", value }.
  void AddResult(std::uint32_t node, Author author) {
    if (tree_.Key(nodes_[node]) == "object" && !IsContainer(node)) return;
    const bool is_envelope = IsObject(node) && !TextIn(node, "type").empty() && HasMember(node, "value");
    is_envelope ? AddMessage(node, author) : AddValue(node, author);
  }

  bool HasMember(std::uint32_t object, std::string_view name) const {
    bool has = false;
    ForEachChild(object, [&](std::uint32_t i) { has = has || tree_.Key(nodes_[i]) == name; });
    return has;
  }

  const JsonTree& tree_;
  const Array<JsonNode>& nodes_;
  const MessageMarks marks_;
  Array<ContentPart>& parts_;
};

}  // namespace

void FindParts(const JsonTree& tree, bool is_message, Array<ContentPart>& parts) {
  constexpr std::size_t kKeptParts = 1024;
  parts.Clear(kKeptParts);
  Finder(tree, parts).Find(is_message);
}

}  // namespace spanloom
