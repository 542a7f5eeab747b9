#include "conventions/message_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "base/hash.h"

namespace spanloom {
namespace {

// Sorted by name. docs/conventions.md says which APIs and frameworks have which shapes.
constexpr MemberWord kMembers[] = {
    {"_content", Member::kContent, kBody},
    {"_meta", Member::kNoise, kSetting},
    {"additional_kwargs", Member::kNested, kNothingSaid},
    {"api_version", Member::kNoise, kSetting},
    {"args", Member::kValue, kNothingSaid},
    {"arguments", Member::kValue, kNothingSaid},
    {"audio", Member::kNoise, kMedia},
    {"blocks", Member::kContent, kBody},
    {"cachePoint", Member::kNoise, kMedia},
    {"call", Member::kNested, kNothingSaid},
    {"candidates", Member::kNested, kNothingSaid},
    {"chat_history", Member::kContent, kNothingSaid},
    {"choices", Member::kNested, kNothingSaid},
    {"code", Member::kValue, kNothingSaid},
    {"codeExecutionResult", Member::kNested, kMark},
    {"code_execution_result", Member::kNested, kMark},
    {"config", Member::kNoise, kSetting},
    {"content", Member::kContent, kBody | kText},
    {"contents", Member::kContent, kBody},
    {"createTime", Member::kNoise, kSetting},
    {"created", Member::kNoise, kSetting},
    {"created_at", Member::kNoise, kSetting},
    {"data", Member::kNested, kText},
    {"delta", Member::kContent, kNothingSaid},
    {"dimensions", Member::kNoise, kSetting},
    {"document", Member::kNoise, kMedia},
    {"documents", Member::kValue, kNothingSaid},
    {"encoding_format", Member::kNoise, kRequest | kSetting},
    {"event.name", Member::kNoise, kMark},
    {"executableCode", Member::kNested, kMark},
    {"executable_code", Member::kNested, kMark},
    {"extra_body", Member::kNoise, kSetting},
    {"extra_headers", Member::kNoise, kSetting},
    {"extra_query", Member::kNoise, kSetting},
    {"fileData", Member::kNoise, kMedia},
    {"file_data", Member::kNoise, kMedia},
    {"finishReason", Member::kNoise, kMark},
    {"finish_reason", Member::kNoise, kMark},
    {"frequency_penalty", Member::kNoise, kRequest | kSetting},
    {"function", Member::kNested, kNothingSaid},
    {"functionCall", Member::kNested, kMark | kBody},
    {"functionResponse", Member::kNested, kMark | kBody},
    {"function_call", Member::kNested, kMark | kBody},
    {"function_response", Member::kNested, kMark | kBody},
    {"functions", Member::kNoise, kSetting},
    {"generationConfig", Member::kNoise, kRequest | kSetting},
    {"generation_config", Member::kNoise, kRequest | kSetting},
    {"generation_info", Member::kNoise, kMark},
    {"generations", Member::kNested, kNothingSaid},
    {"history", Member::kContent, kNothingSaid},
    {"id", Member::kNoise, kSetting},
    {"image", Member::kNoise, kMedia},
    {"inlineData", Member::kNoise, kMedia},
    {"inline_data", Member::kNoise, kMedia},
    {"input", Member::kValue, kNothingSaid},
    {"inputs", Member::kValue, kNothingSaid},
    {"instructions", Member::kSystem, kNothingSaid},
    {"invocation_params", Member::kNoise, kRequest | kSetting},
    {"isError", Member::kNoise, kRequest | kSetting},
    {"json", Member::kValue, kNothingSaid},
    {"kwargs", Member::kNested, kNothingSaid},
    {"lc", Member::kNoise, kMark},
    {"llm_output", Member::kNoise, kRequest | kSetting},
    {"logprobs", Member::kNoise, kSetting},
    {"logs", Member::kContent, kNothingSaid},
    {"max_completion_tokens", Member::kNoise, kRequest | kSetting},
    {"max_output_tokens", Member::kNoise, kRequest | kSetting},
    {"max_tokens", Member::kNoise, kRequest | kSetting},
    {"media", Member::kNoise, kMedia},
    {"message", Member::kContent, kBody},
    {"messages", Member::kContent, kNothingSaid},
    {"metadata", Member::kNoise, kSetting},
    {"model", Member::kNoise, kRequest | kSetting},
    {"modelId", Member::kNoise, kRequest | kSetting},
    {"modelVersion", Member::kNoise, kRequest | kSetting},
    {"model_name", Member::kNoise, kRequest | kSetting},
    {"models_usage", Member::kNoise, kMark},
    {"n", Member::kNoise, kSetting},
    {"name", Member::kNoise, kSetting},
    {"object", Member::kValue, kNothingSaid},
    {"options", Member::kNoise, kSetting},
    {"output", Member::kValue, kNothingSaid},
    {"outputs", Member::kValue, kNothingSaid},
    {"parallel_tool_calls", Member::kNoise, kRequest | kSetting},
    {"parameters", Member::kValue, kNothingSaid},
    {"parsed", Member::kValue, kNothingSaid},
    {"part_kind", Member::kNoise, kMark},
    {"parts", Member::kContent, kBody},
    {"preamble", Member::kSystem, kNothingSaid},
    {"presence_penalty", Member::kNoise, kRequest | kSetting},
    {"prompt", Member::kContent, kNothingSaid},
    {"queries", Member::kValue, kNothingSaid},
    {"reasoning", Member::kContent, kNothingSaid},
    {"reasoningContent", Member::kNested, kMark},
    {"reasoningText", Member::kContent, kNothingSaid},
    {"reasoning_content", Member::kContent, kNothingSaid},
    {"reasoning_effort", Member::kNoise, kRequest | kSetting},
    {"refusal", Member::kContent, kNothingSaid},
    {"response", Member::kValue, kNothingSaid},
    {"responseId", Member::kNoise, kSetting},
    {"response_format", Member::kNoise, kRequest | kSetting},
    {"response_metadata", Member::kNoise, kRequest | kSetting},
    {"result", Member::kValue, kNothingSaid},
    {"results", Member::kValue, kNothingSaid},
    {"run", Member::kNoise, kSetting},
    {"seed", Member::kNoise, kSetting},
    {"service_tier", Member::kNoise, kRequest | kSetting},
    {"source", Member::kNested, kNothingSaid},
    {"stop", Member::kNoise, kSetting},
    {"stopReason", Member::kNoise, kMark},
    {"stop_reason", Member::kNoise, kMark},
    {"store", Member::kNoise, kSetting},
    {"stream", Member::kNoise, kSetting},
    {"stream_options", Member::kNoise, kRequest | kSetting},
    {"structuredContent", Member::kValue, kNothingSaid},
    {"structured_response", Member::kValue, kNothingSaid},
    {"summary", Member::kContent, kNothingSaid},
    {"system", Member::kSystem, kNothingSaid},
    {"systemInstruction", Member::kSystem, kNothingSaid},
    {"systemPrompt", Member::kSystem, kNothingSaid},
    {"system_fingerprint", Member::kNoise, kRequest | kSetting},
    {"system_instruction", Member::kSystem, kNothingSaid},
    {"system_prompt", Member::kSystem, kNothingSaid},
    {"tags", Member::kNoise, kRequest | kSetting},
    {"temperature", Member::kNoise, kRequest | kSetting},
    {"text", Member::kContent, kText},
    {"thinking", Member::kContent, kNothingSaid},
    {"toolCallId", Member::kNoise, kMark},
    {"toolCalls", Member::kNested, kMark | kBody},
    {"toolChoice", Member::kNoise, kRequest | kSetting},
    {"toolConfig", Member::kNoise, kRequest | kSetting},
    {"toolInput", Member::kValue, kNothingSaid},
    {"toolInvocation", Member::kNested, kMark},
    {"toolInvocations", Member::kNested, kMark},
    {"toolRequest", Member::kNested, kMark | kBody},
    {"toolResponse", Member::kNested, kMark | kBody},
    {"toolResult", Member::kNested, kMark | kBody},
    {"toolResults", Member::kNested, kNothingSaid},
    {"toolUse", Member::kNested, kMark | kBody},
    {"tool_call", Member::kNested, kNothingSaid},
    {"tool_call_id", Member::kNoise, kMark},
    {"tool_call_result", Member::kNested, kMark},
    {"tool_calls", Member::kNested, kMark | kBody},
    {"tool_choice", Member::kNoise, kRequest | kSetting},
    {"tool_plan", Member::kContent, kNothingSaid},
    {"tool_results", Member::kNested, kBody},
    {"tool_use_id", Member::kNoise, kMark},
    {"tools", Member::kNoise, kRequest | kSetting},
    {"top_k", Member::kNoise, kRequest | kSetting},
    {"top_p", Member::kNoise, kRequest | kSetting},
    {"transcript", Member::kContent, kNothingSaid},
    {"type", Member::kNoise, kSetting},
    {"usage", Member::kNoise, kRequest | kSetting},
    {"usageMetadata", Member::kNoise, kMark},
    {"usage_metadata", Member::kNoise, kMark},
    {"user", Member::kNoise, kSetting},
    {"value", Member::kValue, kNothingSaid},
    {"video", Member::kNoise, kMedia},
};

// A hash table of the words: every name of every value is looked up.
constexpr std::uint8_t kFree = 255;
static_assert(std::size(kMembers) < kFree);
constexpr auto kSlots = [] {
  std::array<std::uint8_t, 512> slots{};
  for (std::uint8_t& slot : slots) slot = kFree;
  for (std::size_t i = 0; i < std::size(kMembers); ++i) {
    auto slot = static_cast<std::size_t>(HashKey(kMembers[i].name));
    while (slots[slot % slots.size()] != kFree) ++slot;
    slots[slot % slots.size()] = static_cast<std::uint8_t>(i);
  }
  return slots;
}();

constexpr MemberWord kUnknown = {"", Member::kNoise, kNothingSaid};

// Types that only parts of messages have.
constexpr std::string_view kPartTypes[] = {
    "code_interpreter_call", "custom_tool_call", "custom_tool_call_output",
    "file_search_call",      "function_call",    "function_call_output",
    "input_audio",           "input_text",       "mcp_call",
    "output_audio",          "output_text",      "reasoning",
    "reasoning_text",        "refusal",          "server_tool_use",
    "summary_text",          "thinking",         "tool-call",
    "tool-result",           "tool_call",        "tool_call_response",
    "tool_result",           "tool_use",
};

// Types that others have as well: of parts, and of messages in LangChain.
constexpr std::string_view kTextTypes[] = {
    "AIMessageChunk", "ChatGeneration", "Generation", "HumanMessageChunk", "ai", "human", "system", "text",
};

constexpr std::string_view kAnswerNames[] = {
    "chat.completion", "chat.completion.chunk", "realtime.item", "realtime.response", "response", "text_completion",
};

template <std::size_t kCount>
bool IsOneOf(const std::string_view (&words)[kCount], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

const MemberWord& FindMember(std::string_view name) {
  for (auto slot = static_cast<std::size_t>(HashKey(name));; ++slot) {
    const std::uint8_t index = kSlots[slot % std::size(kSlots)];
    if (index == kFree) return kUnknown;
    if (kMembers[index].name == name) return kMembers[index];
  }
}

PartType PartTypeOf(std::string_view type) {
  if (IsOneOf(kPartTypes, type)) return PartType::kPart;
  return IsOneOf(kTextTypes, type) ? PartType::kText : PartType::kOther;
}

bool IsAnswerName(std::string_view object) { return IsOneOf(kAnswerNames, object); }

bool IsContentMember(std::string_view name) {
  const Member member = FindMember(name).member;
  return member == Member::kContent || member == Member::kValue;
}

}  // namespace spanloom
