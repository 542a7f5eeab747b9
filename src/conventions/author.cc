#include "conventions/author.h"

namespace spanloom {
namespace {

struct Role {
  std::string_view name;
  Author author;
};

constexpr Role kRoles[] = {
    {"AIMessage", Author::kModel},
    {"AIMessageChunk", Author::kModel},
    {"CHATBOT", Author::kModel},
    {"HumanMessage", Author::kUser},
    {"HumanMessageChunk", Author::kUser},
    {"SYSTEM", Author::kSystem},
    {"SystemMessage", Author::kSystem},
    {"TOOL", Author::kTool},
    {"ToolMessage", Author::kTool},
    {"USER", Author::kUser},
    {"ai", Author::kModel},
    {"assistant", Author::kModel},
    {"custom_tool_call", Author::kModel},
    {"custom_tool_call_output", Author::kTool},
    {"developer", Author::kSystem},
    {"function", Author::kTool},
    {"function_call", Author::kModel},
    {"function_call_output", Author::kTool},
    {"human", Author::kUser},
    {"model", Author::kModel},
    {"retry-prompt", Author::kTool},
    {"system", Author::kSystem},
    {"system-prompt", Author::kSystem},
    {"tool", Author::kTool},
    {"tool-call", Author::kModel},
    {"tool-result", Author::kTool},
    {"tool-return", Author::kTool},
    {"tool_call", Author::kModel},
    {"tool_call_response", Author::kTool},
    {"tool_result", Author::kTool},
    {"tool_use", Author::kModel},
    {"user", Author::kUser},
    {"user-prompt", Author::kUser},
};

}  // namespace

Author AuthorOfRole(std::string_view role) {
  for (const Role& known : kRoles) {
    if (known.name == role) return known.author;
  }
  return Author::kNobody;
}

}  // namespace spanloom
