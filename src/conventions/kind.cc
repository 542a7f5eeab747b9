#include "conventions/kind.h"

#include <algorithm>
#include <cstddef>

namespace spanloom {
namespace {

struct Word {
  std::string_view word;
  StepKind kind;
};

// Lower case. The conventions that use a word: GenAI operations (open-telemetry/semantic-conventions-genai,
// docs/gen-ai), OpenInference span kinds (Arize-ai/openinference, spec/semantic_conventions.md), Traceloop span kinds
// and request types (traceloop/openllmetry, packages/opentelemetry-semantic-conventions-ai), operation ids of the AI
// SDK (vercel/ai, packages/otel/src), Langfuse observation types, LangSmith run types, Mastra and MLflow span types,
// Datadog kinds, Genkit subtypes, Laminar and AgentOps span types, methods of MCP, and the operations of Gemini CLI and
// Claude Code (mlflow/mlflow, mlflow/tracing/otel/translation).
constexpr Word kWords[] = {
    {"agent", StepKind::kAgent},
    {"agent.action", StepKind::kAgent},
    {"agent_call", StepKind::kAgent},
    {"agent_run", StepKind::kAgent},
    {"ai.generateobject", StepKind::kAgent},
    {"ai.generatetext", StepKind::kAgent},
    {"ai.streamobject", StepKind::kAgent},
    {"ai.streamtext", StepKind::kAgent},
    {"ai.toolloopagent.generate", StepKind::kAgent},
    {"ai.toolloopagent.stream", StepKind::kAgent},
    {"claude_code.interaction", StepKind::kAgent},
    {"executor", StepKind::kAgent},
    {"interaction", StepKind::kAgent},
    {"invoke_agent", StepKind::kAgent},
    {"ai.embed", StepKind::kEmbedding},
    {"ai.embed.doembed", StepKind::kEmbedding},
    {"ai.embedmany", StepKind::kEmbedding},
    {"ai.embedmany.doembed", StepKind::kEmbedding},
    {"embedder", StepKind::kEmbedding},
    {"embedding", StepKind::kEmbedding},
    {"embeddings", StepKind::kEmbedding},
    {"rag_embedding", StepKind::kEmbedding},
    {"ai.generateobject.dogenerate", StepKind::kLlm},
    {"ai.generatetext.dogenerate", StepKind::kLlm},
    {"ai.streamobject.dostream", StepKind::kLlm},
    {"ai.streamtext.dostream", StepKind::kLlm},
    {"cached", StepKind::kLlm},
    {"chat", StepKind::kLlm},
    {"chat_model", StepKind::kLlm},
    {"claude_code.llm_request", StepKind::kLlm},
    {"completion", StepKind::kLlm},
    {"fetch_response", StepKind::kLlm},
    {"generate", StepKind::kLlm},
    {"generate_content", StepKind::kLlm},
    {"generation", StepKind::kLlm},
    {"llm", StepKind::kLlm},
    {"llm.call", StepKind::kLlm},
    {"llm_call", StepKind::kLlm},
    {"llm_request", StepKind::kLlm},
    {"model", StepKind::kLlm},
    {"model_chunk", StepKind::kLlm},
    {"model_generation", StepKind::kLlm},
    {"model_inference", StepKind::kLlm},
    {"model_step", StepKind::kLlm},
    {"response", StepKind::kLlm},
    {"text_completion", StepKind::kLlm},
    {"ai.rerank", StepKind::kRetrieval},
    {"ai.rerank.dorerank", StepKind::kRetrieval},
    {"rag_vector_operation", StepKind::kRetrieval},
    {"rerank", StepKind::kRetrieval},
    {"reranker", StepKind::kRetrieval},
    {"retrieval", StepKind::kRetrieval},
    {"retriever", StepKind::kRetrieval},
    {"search_memory", StepKind::kRetrieval},
    {"vector_db_retrieve", StepKind::kRetrieval},
    {"vectordb", StepKind::kRetrieval},
    {"agent_step", StepKind::kTask},
    {"create_agent", StepKind::kTask},
    {"execute_task", StepKind::kTask},
    {"task", StepKind::kTask},
    {"ai.toolcall", StepKind::kTool},
    {"claude_code.tool", StepKind::kTool},
    {"client_tool_call", StepKind::kTool},
    {"execute_tool", StepKind::kTool},
    {"mcp_tool_call", StepKind::kTool},
    {"provider_tool_call", StepKind::kTool},
    {"tool", StepKind::kTool},
    {"tool.v2", StepKind::kTool},
    {"tool_call", StepKind::kTool},
    {"tools/call", StepKind::kTool},
    {"flow", StepKind::kWorkflow},
    {"invoke_workflow", StepKind::kWorkflow},
    {"pipeline", StepKind::kWorkflow},
    {"team", StepKind::kWorkflow},
    {"workflow", StepKind::kWorkflow},
    {"workflow_run", StepKind::kWorkflow},
};

char Lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 'a' - 'A') : byte; }

bool IsWord(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) { return Lower(a) == b; });
}

}  // namespace

std::optional<StepKind> KindOf(std::string_view word) {
  for (const Word& known : kWords) {
    if (IsWord(word, known.word)) return known.kind;
  }
  return std::nullopt;
}

std::string_view NameOf(StepKind kind) {
  constexpr std::string_view kNames[] = {"workflow", "agent", "task", "tool", "llm", "retrieval", "embedding"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace spanloom
