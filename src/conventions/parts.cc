#include "conventions/parts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace spanloom {
namespace {

// What a member of a message, or of an answer of an API, holds.
enum class Member : std::uint8_t {
  kNoise,
  kContent,  // text, or a list of texts and messages
  kNested,   // messages, or objects like them
  kValue,    // a value of the app: arguments or a result
  kSystem,   // a system prompt
};

struct MemberName {
  std::string_view name;
  Member member;
};

constexpr MemberName kMembers[] = {
    {"additional_kwargs", Member::kNested},
    {"args", Member::kValue},
    {"arguments", Member::kValue},
    {"candidates", Member::kNested},
    {"choices", Member::kNested},
    {"content", Member::kContent},
    {"contents", Member::kNested},
    {"data", Member::kNested},
    {"delta", Member::kNested},
    {"documents", Member::kValue},
    {"function", Member::kNested},
    {"functionCall", Member::kNested},
    {"functionResponse", Member::kNested},
    {"function_call", Member::kNested},
    {"generations", Member::kNested},
    {"history", Member::kNested},
    {"input", Member::kValue},
    {"inputs", Member::kValue},
    {"kwargs", Member::kNested},
    {"message", Member::kNested},
    {"messages", Member::kNested},
    {"object", Member::kValue},
    {"output", Member::kValue},
    {"outputs", Member::kValue},
    {"parsed", Member::kValue},
    {"parts", Member::kContent},
    {"prompt", Member::kContent},
    {"reasoning", Member::kContent},
    {"reasoningText", Member::kContent},
    {"reasoning_content", Member::kContent},
    {"refusal", Member::kContent},
    {"response", Member::kValue},
    {"result", Member::kValue},
    {"structured_response", Member::kValue},
    {"system", Member::kSystem},
    {"systemInstruction", Member::kSystem},
    {"instructions", Member::kSystem},
    {"text", Member::kContent},
    {"thinking", Member::kContent},
    {"toolCalls", Member::kNested},
    {"toolInput", Member::kValue},
    {"toolResults", Member::kNested},
    {"tool_calls", Member::kNested},
    {"tool_results", Member::kNested},
    {"value", Member::kValue},
};
static_assert(std::size(kMembers) > 0);

Member MemberOf(std::string_view name) {
  for (const MemberName& known : kMembers) {
    if (known.name == name) return known.member;
  }
  return Member::kNoise;
}

// Members that only messages, their parts and the answers of APIs have.
constexpr std::string_view kMarks[] = {
    "candidates",    "choices",     "finishReason", "finish_reason", "functionCall", "functionResponse",
    "function_call", "generations", "lc",           "stop_reason",   "toolCallId",   "toolCalls",
    "tool_call_id",  "tool_calls",  "tool_use_id",
};

// Types of parts of messages, and of messages in LangChain.
constexpr std::string_view kTypes[] = {
    "ai",
    "AIMessageChunk",
    "function_call",
    "function_call_output",
    "human",
    "input_text",
    "message",
    "output_text",
    "reasoning",
    "system",
    "text",
    "thinking",
    "tool",
    "tool-call",
    "tool-result",
    "tool_call",
    "tool_call_response",
    "tool_result",
    "tool_use",
};

struct Role {
  std::string_view name;
  Author author;
};

constexpr Role kRoles[] = {
    {"ai", Author::kModel},         {"assistant", Author::kModel},
    {"developer", Author::kSystem}, {"function", Author::kTool},
    {"human", Author::kUser},       {"model", Author::kModel},
    {"system", Author::kSystem},    {"tool", Author::kTool},
    {"user", Author::kUser},        {"HumanMessage", Author::kUser},
    {"AIMessage", Author::kModel},  {"SystemMessage", Author::kSystem},
    {"ToolMessage", Author::kTool}, {"function_call_output", Author::kTool},
    {"tool-result", Author::kTool}, {"tool_call_response", Author::kTool},
    {"tool_result", Author::kTool}, {"AIMessageChunk", Author::kModel},
};

template <std::size_t kCount>
bool IsOneOf(const std::string_view (&words)[kCount], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

class Finder {
 public:
  Finder(const JsonTree& tree, Array<ContentPart>& parts) : tree_(tree), nodes_(tree.nodes()), parts_(parts) {}

  void Find() {
    if (!nodes_.empty()) AddValue(0, Author::kNobody);
  }

 private:
  static bool IsObject(const JsonNode& node) { return node.type == JsonType::kObject; }
  static bool IsArray(const JsonNode& node) { return node.type == JsonType::kArray; }

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

  // Whether an object is a message, a part of one, or an answer of an API.
  bool IsMessage(std::uint32_t object) const {
    bool has_role = false;
    bool has_type = false;
    bool has_content = false;
    bool has_mark = false;
    ForEachChild(object, [&](std::uint32_t i) {
      const std::string_view key = tree_.Key(nodes_[i]);
      const Member member = MemberOf(key);
      has_role = has_role || (key == "role" && AuthorOfRole(TextOf(i)) != Author::kNobody);
      has_type = has_type || (key == "type" && IsOneOf(kTypes, TextOf(i)));
      has_content = has_content || member == Member::kContent || member == Member::kNested || member == Member::kValue;
      has_mark = has_mark || IsOneOf(kMarks, key);
    });
    return has_content && (has_role || has_type || has_mark);
  }

  bool HasMessages(std::uint32_t node) const {
    for (std::uint32_t i = node; i < nodes_[node].end; ++i) {
      if (nodes_[i].is_embedded) {
        i = nodes_[i].end - 1;
      } else if (IsObject(nodes_[i]) && IsMessage(i)) {
        return true;
      }
    }
    return false;
  }

  Author AuthorOf(std::uint32_t message, Author around) const {
    Author author = AuthorOfRole(TextIn(message, "role"));
    if (author == Author::kNobody) author = AuthorOfRole(TextIn(message, "type"));
    // LangChain's serialised messages have the name of their class as the last item of `id`.
    ForEachChild(message, [&](std::uint32_t i) {
      if (author != Author::kNobody || tree_.Key(nodes_[i]) != "id" || !IsArray(nodes_[i])) return;
      ForEachChild(i, [&](std::uint32_t item) { author = AuthorOfRole(TextOf(item)); });
    });
    return author == Author::kNobody ? around : author;
  }

  void AddPart(std::uint32_t node, Author author) {
    for (std::uint32_t only = OnlyMember(node); only != kNone; only = OnlyMember(node)) node = only;
    parts_.Add({node, author});
  }

  // Returns the only member of a container that says anything, or kNone.
  std::uint32_t OnlyMember(std::uint32_t node) const {
    if (!IsObject(nodes_[node]) && !IsArray(nodes_[node])) return kNone;
    std::uint32_t only = kNone;
    bool has_others = false;
    ForEachChild(node, [&](std::uint32_t i) {
      if (IsEmpty(nodes_[i])) return;
      has_others = has_others || only != kNone;
      only = i;
    });
    return has_others ? kNone : only;
  }

  static bool IsEmpty(const JsonNode& node) {
    const bool is_container = IsObject(node) || IsArray(node);
    return node.type == JsonType::kNull || (node.own_letters == 0 && (is_container || node.text_length == 0) &&
                                            node.type != JsonType::kNumber && node.type != JsonType::kBool);
  }

  // Adds a value of the app, which may contain messages.
  void AddValue(std::uint32_t node, Author author) {
    if (nodes_[node].end > node + 1 && !IsObject(nodes_[node]) && !IsArray(nodes_[node]) && HoldsMessages(node)) {
      return AddValue(node + 1, author);
    }
    if (IsObject(nodes_[node]) && IsMessage(node)) return AddMessage(node, author);
    if (!HasMessages(node)) return AddPart(node, author);
    // The members beside messages are those of a request: only content counts.
    const bool is_request = IsObject(nodes_[node]);
    ForEachChild(node, [&](std::uint32_t i) {
      if (!is_request || HasMessages(i)) return AddValue(i, author);
      const Member member = MemberOf(tree_.Key(nodes_[i]));
      if (member == Member::kSystem) return AddContent(i, Author::kSystem);
      if (!IsRequestSetting(tree_.Key(nodes_[i]))) AddPart(i, author);
    });
  }

  // Whether a string is JSON and nothing else, with messages in it.
  bool HoldsMessages(std::uint32_t node) const {
    const JsonNode& json = nodes_[node + 1];
    if (!json.is_all_of_text || json.end != nodes_[node].end) return false;
    for (std::uint32_t i = node + 1; i < json.end; ++i) {
      if (IsObject(nodes_[i]) && IsMessage(i)) return true;
    }
    return false;
  }

  static bool IsRequestSetting(std::string_view key) {
    constexpr std::string_view kSettings[] = {
        "api_version",
        "created",
        "created_at",
        "extra_body",
        "frequency_penalty",
        "functions",
        "id",
        "llm_output",
        "logprobs",
        "max_tokens",
        "metadata",
        "model",
        "model_name",
        "n",
        "name",
        "options",
        "presence_penalty",
        "response_format",
        "response_metadata",
        "run",
        "seed",
        "service_tier",
        "stop",
        "stream",
        "stream_options",
        "system_fingerprint",
        "temperature",
        "tool_choice",
        "tools",
        "top_p",
        "type",
        "usage",
        "usage_metadata",
        "user",
    };
    return IsOneOf(kSettings, key);
  }

  void AddMessage(std::uint32_t message, Author around) {
    const Author author = AuthorOf(message, around);
    ForEachChild(message, [&](std::uint32_t i) {
      switch (MemberOf(tree_.Key(nodes_[i]))) {
        case Member::kNoise: return;
        case Member::kContent: return AddContent(i, author);
        case Member::kNested: return AddNested(i, author);
        case Member::kSystem: return AddContent(i, Author::kSystem);
        case Member::kValue: return AddResult(i, author);
      }
    });
  }

  // A text, or a list of texts and objects like messages.
  void AddContent(std::uint32_t node, Author author) {
    if (IsArray(nodes_[node])) return ForEachChild(node, [&](std::uint32_t i) { AddContent(i, author); });
    if (IsObject(nodes_[node])) return AddMessage(node, author);
    AddPart(node, author);
  }

  void AddNested(std::uint32_t node, Author author) {
    if (IsArray(nodes_[node])) return ForEachChild(node, [&](std::uint32_t i) { AddNested(i, author); });
    if (IsObject(nodes_[node])) return AddMessage(node, author);
    AddPart(node, author);
  }

  // A result, which the AI SDK and MCP put into a message-like envelope: { type: "text", value }.
  void AddResult(std::uint32_t node, Author author) {
    if (IsObject(nodes_[node]) && (IsMessage(node) || !TextIn(node, "type").empty())) {
      bool has_value = false;
      ForEachChild(node, [&](std::uint32_t i) { has_value = has_value || tree_.Key(nodes_[i]) == "value"; });
      if (has_value || IsMessage(node)) return AddMessage(node, author);
    }
    AddValue(node, author);
  }

  const JsonTree& tree_;
  const Array<JsonNode>& nodes_;
  Array<ContentPart>& parts_;
};

}  // namespace

void FindParts(const JsonTree& tree, Array<ContentPart>& parts) {
  constexpr std::size_t kKeptParts = 1024;
  parts.Clear(kKeptParts);
  Finder(tree, parts).Find();
}

Author AuthorOfRole(std::string_view role) {
  for (const Role& known : kRoles) {
    if (known.name == role) return known.author;
  }
  return Author::kNobody;
}

bool IsContentMember(std::string_view name) {
  const Member member = MemberOf(name);
  return member != Member::kNoise && member != Member::kNested;
}

}  // namespace spanloom
