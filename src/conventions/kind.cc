#include "conventions/kind.h"

#include <algorithm>
#include <cstddef>

namespace spanloom {
namespace {

struct Word {
  std::string_view word;
  StepKind kind;
};

// Lower case. The conventions that use a word: GenAI operations (semantic-conventions-genai, docs/gen-ai),
// OpenInference span kinds (spec/semantic_conventions.md), Traceloop and LangSmith span kinds, Langfuse observation
// types, Mastra span types, Datadog kinds, AI SDK operation ids.
constexpr Word kWords[] = {
    {"agent", StepKind::kAgent},
    {"agent_run", StepKind::kAgent},
    {"ai.embed", StepKind::kEmbedding},
    {"ai.embed.doembed", StepKind::kEmbedding},
    {"ai.embedmany", StepKind::kEmbedding},
    {"ai.embedmany.doembed", StepKind::kEmbedding},
    {"ai.generateobject", StepKind::kAgent},
    {"ai.generateobject.dogenerate", StepKind::kLlm},
    {"ai.generatetext", StepKind::kAgent},
    {"ai.generatetext.dogenerate", StepKind::kLlm},
    {"ai.streamobject", StepKind::kAgent},
    {"ai.streamobject.dostream", StepKind::kLlm},
    {"ai.streamtext", StepKind::kAgent},
    {"ai.streamtext.dostream", StepKind::kLlm},
    {"ai.toolcall", StepKind::kTool},
    {"agent_step", StepKind::kTask},
    {"chat", StepKind::kLlm},
    {"completion", StepKind::kLlm},
    {"create_agent", StepKind::kTask},
    {"embedding", StepKind::kEmbedding},
    {"embeddings", StepKind::kEmbedding},
    {"execute_tool", StepKind::kTool},
    {"fetch_response", StepKind::kLlm},
    {"generate_content", StepKind::kLlm},
    {"generation", StepKind::kLlm},
    {"invoke_agent", StepKind::kAgent},
    {"invoke_workflow", StepKind::kWorkflow},
    {"llm", StepKind::kLlm},
    {"mcp_tool_call", StepKind::kTool},
    {"model_chunk", StepKind::kLlm},
    {"model_generation", StepKind::kLlm},
    {"model_inference", StepKind::kLlm},
    {"model_step", StepKind::kLlm},
    {"rerank", StepKind::kRetrieval},
    {"reranker", StepKind::kRetrieval},
    {"response", StepKind::kLlm},
    {"retrieval", StepKind::kRetrieval},
    {"retriever", StepKind::kRetrieval},
    {"text_completion", StepKind::kLlm},
    {"tool", StepKind::kTool},
    {"tool_call", StepKind::kTool},
    {"workflow", StepKind::kWorkflow},
};

char Lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 'a' - 'A') : byte; }

bool IsWord(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return Lower(a) == b; });
}

}  // namespace

StepKind KindOf(std::string_view word, StepKind other) {
  for (const Word& known : kWords) {
    if (IsWord(word, known.word)) return known.kind;
  }
  return other;
}

}  // namespace spanloom
