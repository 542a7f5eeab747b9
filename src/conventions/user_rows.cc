#include "conventions/user_rows.h"

#include <cstddef>
#include <cstdint>

namespace spanloom {
namespace {

constexpr std::string_view kBody = "body";

struct Word {
  std::string_view word;
  Holds holds;
};

constexpr Word kWords[] = {
    {"input", Holds::kInput},
    {"output", Holds::kOutput},
    {"conversation", Holds::kConversation},
    {"instructions", Holds::kInstructions},
    {"kind", Holds::kKind},
    {"step", Holds::kStep},
    {"toolCall", Holds::kToolCall},
    {"model", Holds::kModel},
    {"nothing", Holds::kNothing},
};

std::string ExpectedWords() {
  std::string list = "expected one of ";
  for (const Word& known : kWords) {
    if (&known != kWords) list += ", ";
    list.append("'").append(known.word).append("'");
  }
  return list;
}

}  // namespace

std::string UserRows::Read(std::string_view json) {
  json_ = json;
  if (!tree_.ReadJson(json)) return "conventions: expected JSON";
  const Array<JsonNode>& nodes = tree_.nodes();
  if (nodes[0].type != JsonType::kArray) return "conventions: expected a list of rows, got " + Got(nodes[0]);
  std::size_t count = 0;
  for (std::uint32_t i = 1; i < nodes[0].end; i = nodes[i].end) {
    std::string problem = ReadRow(nodes[i], "conventions[" + std::to_string(count++) + "]");
    if (!problem.empty()) return problem;
  }
  return {};
}

std::string UserRows::ReadRow(const JsonNode& node, const std::string& path) {
  if (node.type != JsonType::kObject) return path + ": expected an object, got " + Got(node);
  ConventionRow row{Carrier::kSpan, {}, {}, Holds::kNothing};
  bool has_holds = false;
  const Array<JsonNode>& nodes = tree_.nodes();
  for (auto i = static_cast<std::uint32_t>(&node - nodes.begin()) + 1; i < node.end; i = nodes[i].end) {
    std::string problem = ReadMember(nodes[i], path, row);
    if (!problem.empty()) return problem;
    has_holds = has_holds || tree_.Key(nodes[i]) == "holds";
  }
  if (row.key.empty()) return path + ".attribute: expected the key of an attribute, got nothing";
  if (row.key == kBody && row.carrier != Carrier::kLog) return path + ".body: only log records have a body";
  if (!has_holds) return path + ".holds: " + ExpectedWords() + ", got nothing";
  rows_.Add(row);
  return {};
}

std::string UserRows::ReadMember(const JsonNode& member, const std::string& row_path, ConventionRow& row) {
  const std::string_view name = tree_.Key(member);
  const std::string path = row_path + "." + std::string(name);
  if (name == "holds") return ReadHolds(member, path, row);
  if (name == "attribute" || name == kBody) {
    if (!row.key.empty()) return row_path + ": expected either an attribute or a body, got both";
    if (name == "attribute") return ReadText(member, path, row.key);
    row.key = kBody;
    return Got(member) == "true" ? std::string() : path + ": expected true, got " + Got(member);
  }
  if (name == "event" || name == "log") {
    if (row.carrier != Carrier::kSpan) return row_path + ": expected either an event or a log, got both";
    row.carrier = name == "event" ? Carrier::kEvent : Carrier::kLog;
    return ReadText(member, path, row.name);
  }
  return path + ": expected one of 'attribute', 'body', 'event', 'log', 'holds' as the name of a field";
}

std::string UserRows::ReadText(const JsonNode& member, const std::string& path, std::string_view& text) const {
  if (member.type != JsonType::kString || member.text_length == 0) {
    return path + ": expected a string that is not empty, got " + Got(member);
  }
  text = tree_.Text(member);
  return {};
}

std::string UserRows::ReadHolds(const JsonNode& member, const std::string& path, ConventionRow& row) const {
  for (const Word& known : kWords) {
    if (member.type != JsonType::kString || tree_.Text(member) != known.word) continue;
    row.holds = known.holds;
    return {};
  }
  return path + ": " + ExpectedWords() + ", got " + Got(member);
}

// Returns a value as it was written, or its beginning.
std::string UserRows::Got(const JsonNode& node) const {
  constexpr std::size_t kMaxLength = 60;
  const std::string text(json_.substr(node.source_start, node.source_end - node.source_start));
  if (node.type == JsonType::kString) return "'" + text + "'";
  return text.size() > kMaxLength ? text.substr(0, kMaxLength) + "..." : text;
}

}  // namespace spanloom
