#include <cstddef>
#include <iterator>

#include "conventions/table.h"

namespace spanloom {
namespace {

constexpr std::string_view kGenAi = "GenAI";
constexpr std::string_view kGenAiSource = "open-telemetry/semantic-conventions-genai docs/gen-ai/gen-ai-spans.md";
constexpr std::string_view kGenAiEvents =
    "open-telemetry/semantic-conventions v1.27 to v1.36, docs/gen-ai/gen-ai-events.md";
constexpr std::string_view kOpenInference = "OpenInference";
constexpr std::string_view kOpenInferenceSource = "Arize-ai/openinference spec/semantic_conventions.md";
constexpr std::string_view kAiSdk = "AI SDK";
constexpr std::string_view kAiSdkSource = "vercel/ai packages/ai/src, content/docs/03-ai-sdk-core/60-telemetry.mdx";
constexpr std::string_view kTraceloop = "Traceloop";
constexpr std::string_view kTraceloopSource = "traceloop/openllmetry packages/opentelemetry-semantic-conventions-ai";
constexpr std::string_view kLangfuse = "Langfuse";
constexpr std::string_view kLangfuseSource = "langfuse/langfuse-js packages/tracing/src/attributes.ts";
constexpr std::string_view kLangSmith = "LangSmith";
constexpr std::string_view kLangSmithSource = "langchain-ai/langsmith-sdk js/src/experimental/otel/constants.ts";
constexpr std::string_view kLogfire = "Logfire";
constexpr std::string_view kLogfireSource = "pydantic/pydantic-ai pydantic_ai_slim/pydantic_ai/models/instrumented.py";
constexpr std::string_view kMastra = "Mastra";
constexpr std::string_view kMastraSource = "mastra-ai/mastra observability/otel-exporter/src";
constexpr std::string_view kDatadog = "Datadog";
constexpr std::string_view kDatadogSource = "DataDog/dd-trace-py ddtrace/llmobs/_constants.py";

constexpr ConventionRow Span(std::string_view convention, std::string_view key, Holds holds, std::string_view source) {
  return {convention, Carrier::kSpan, {}, key, holds, source};
}

constexpr ConventionRow kRows[] = {
    Span(kGenAi, "gen_ai.operation.name", Holds::kKind, kGenAiSource),
    Span(kGenAi, "gen_ai.request.model", Holds::kModel, kGenAiSource),
    Span(kGenAi, "gen_ai.agent.name", Holds::kStep, kGenAiSource),
    Span(kGenAi, "gen_ai.tool.name", Holds::kStep, kGenAiSource),
    Span(kGenAi, "gen_ai.tool.call.id", Holds::kToolCall, kGenAiSource),
    Span(kGenAi, "gen_ai.system_instructions", Holds::kInstructions, kGenAiSource),
    Span(kGenAi, "gen_ai.input.messages", Holds::kInput, kGenAiSource),
    Span(kGenAi, "gen_ai.output.messages", Holds::kOutput, kGenAiSource),
    Span(kGenAi, "gen_ai.tool.call.arguments", Holds::kInput, kGenAiSource),
    Span(kGenAi, "gen_ai.tool.call.result", Holds::kOutput, kGenAiSource),
    Span(kGenAi, "gen_ai.retrieval.query.text", Holds::kInput, kGenAiSource),
    Span(kGenAi, "gen_ai.retrieval.documents", Holds::kOutput, kGenAiSource),
    {kGenAi, Carrier::kEvent, "gen_ai.content.prompt", "gen_ai.prompt", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.content.completion", "gen_ai.completion", Holds::kOutput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.user.message", "content", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.assistant.message", "content", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.assistant.message", "tool_calls", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.tool.message", "content", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.choice", "message", Holds::kOutput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.choice", "content", Holds::kOutput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.choice", "tool_calls", Holds::kOutput, kGenAiEvents},
    {kGenAi, Carrier::kLog, "gen_ai.user.message", "body", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kLog, "gen_ai.assistant.message", "body", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kLog, "gen_ai.tool.message", "body", Holds::kInput, kGenAiEvents},
    {kGenAi, Carrier::kLog, "gen_ai.choice", "body", Holds::kOutput, kGenAiEvents},
    {kGenAi, Carrier::kEvent, "gen_ai.client.inference.operation.details", "gen_ai.input.messages", Holds::kInput,
     kGenAiSource},
    {kGenAi, Carrier::kEvent, "gen_ai.client.inference.operation.details", "gen_ai.output.messages", Holds::kOutput,
     kGenAiSource},
    {kGenAi, Carrier::kLog, "gen_ai.client.inference.operation.details", "gen_ai.input.messages", Holds::kInput,
     kGenAiSource},
    {kGenAi, Carrier::kLog, "gen_ai.client.inference.operation.details", "gen_ai.output.messages", Holds::kOutput,
     kGenAiSource},

    Span(kOpenInference, "openinference.span.kind", Holds::kKind, kOpenInferenceSource),
    Span(kOpenInference, "llm.model_name", Holds::kModel, kOpenInferenceSource),
    Span(kOpenInference, "agent.name", Holds::kStep, kOpenInferenceSource),
    Span(kOpenInference, "tool.name", Holds::kStep, kOpenInferenceSource),
    Span(kOpenInference, "tool.id", Holds::kToolCall, kOpenInferenceSource),
    Span(kOpenInference, "input.value", Holds::kInput, kOpenInferenceSource),
    Span(kOpenInference, "output.value", Holds::kOutput, kOpenInferenceSource),
    Span(kOpenInference, "llm.input_messages.*", Holds::kInput, kOpenInferenceSource),
    Span(kOpenInference, "llm.output_messages.*", Holds::kOutput, kOpenInferenceSource),
    Span(kOpenInference, "llm.prompts.*", Holds::kInput, kOpenInferenceSource),
    Span(kOpenInference, "llm.choices.*", Holds::kOutput, kOpenInferenceSource),
    Span(kOpenInference, "retrieval.documents.*", Holds::kOutput, kOpenInferenceSource),
    Span(kOpenInference, "reranker.query", Holds::kInput, kOpenInferenceSource),
    Span(kOpenInference, "reranker.input_documents.*", Holds::kInput, kOpenInferenceSource),
    Span(kOpenInference, "reranker.output_documents.*", Holds::kOutput, kOpenInferenceSource),
    Span(kOpenInference, "embedding.text", Holds::kInput, kOpenInferenceSource),

    Span(kAiSdk, "ai.operationId", Holds::kKind, kAiSdkSource),
    Span(kAiSdk, "ai.model.id", Holds::kModel, kAiSdkSource),
    Span(kAiSdk, "ai.telemetry.functionId", Holds::kStep, kAiSdkSource),
    Span(kAiSdk, "ai.toolCall.name", Holds::kStep, kAiSdkSource),
    Span(kAiSdk, "ai.toolCall.id", Holds::kToolCall, kAiSdkSource),
    Span(kAiSdk, "ai.prompt", Holds::kInput, kAiSdkSource),
    Span(kAiSdk, "ai.prompt.messages", Holds::kInput, kAiSdkSource),
    Span(kAiSdk, "ai.response.text", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.response.object", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.response.reasoning", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.response.toolCalls", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.result.text", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.result.object", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.result.toolCalls", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.toolCall.args", Holds::kInput, kAiSdkSource),
    Span(kAiSdk, "ai.toolCall.result", Holds::kOutput, kAiSdkSource),
    Span(kAiSdk, "ai.value", Holds::kInput, kAiSdkSource),
    Span(kAiSdk, "ai.values", Holds::kInput, kAiSdkSource),

    Span(kTraceloop, "traceloop.span.kind", Holds::kKind, kTraceloopSource),
    Span(kTraceloop, "llm.request.type", Holds::kKind, kTraceloopSource),
    Span(kTraceloop, "traceloop.entity.name", Holds::kStep, kTraceloopSource),
    Span(kTraceloop, "traceloop.entity.input", Holds::kInput, kTraceloopSource),
    Span(kTraceloop, "traceloop.entity.output", Holds::kOutput, kTraceloopSource),
    Span(kTraceloop, "gen_ai.prompt.*", Holds::kInput, kTraceloopSource),
    Span(kTraceloop, "gen_ai.completion.*", Holds::kOutput, kTraceloopSource),
    Span(kTraceloop, "llm.prompts.*", Holds::kInput, kTraceloopSource),
    Span(kTraceloop, "llm.completions.*", Holds::kOutput, kTraceloopSource),

    Span(kLangfuse, "langfuse.observation.type", Holds::kKind, kLangfuseSource),
    Span(kLangfuse, "langfuse.observation.model.name", Holds::kModel, kLangfuseSource),
    Span(kLangfuse, "langfuse.observation.input", Holds::kInput, kLangfuseSource),
    Span(kLangfuse, "langfuse.observation.output", Holds::kOutput, kLangfuseSource),

    Span(kLangSmith, "langsmith.span.kind", Holds::kKind, kLangSmithSource),
    Span(kLangSmith, "gen_ai.prompt", Holds::kInput, kLangSmithSource),
    Span(kLangSmith, "gen_ai.completion", Holds::kOutput, kLangSmithSource),

    Span(kLogfire, "agent_name", Holds::kStep, kLogfireSource),
    Span(kLogfire, "final_result", Holds::kOutput, kLogfireSource),
    Span(kLogfire, "pydantic_ai.all_messages", Holds::kConversation, kLogfireSource),
    Span(kLogfire, "all_messages_events", Holds::kConversation, kLogfireSource),
    Span(kLogfire, "events", Holds::kConversation, kLogfireSource),
    Span(kLogfire, "tool_arguments", Holds::kInput, kLogfireSource),
    Span(kLogfire, "tool_response", Holds::kOutput, kLogfireSource),
    Span(kLogfire, "request_data", Holds::kInput, kLogfireSource),
    Span(kLogfire, "response_data", Holds::kOutput, kLogfireSource),

    Span(kMastra, "mastra.span.type", Holds::kKind, kMastraSource),
    Span(kMastra, "mastra.metadata.toolCallId", Holds::kToolCall, kMastraSource),
    Span(kMastra, "mastra.agent_run.input", Holds::kInput, kMastraSource),
    Span(kMastra, "mastra.agent_run.output", Holds::kOutput, kMastraSource),
    Span(kMastra, "mastra.model_generation.input", Holds::kInput, kMastraSource),
    Span(kMastra, "mastra.model_generation.output", Holds::kOutput, kMastraSource),
    Span(kMastra, "mastra.model_step.input", Holds::kInput, kMastraSource),
    Span(kMastra, "mastra.model_step.output", Holds::kOutput, kMastraSource),
    Span(kMastra, "mastra.model_chunk.output", Holds::kOutput, kMastraSource),
    Span(kMastra, "mastra.workflow_run.input", Holds::kInput, kMastraSource),
    Span(kMastra, "mastra.workflow_run.output", Holds::kOutput, kMastraSource),
    Span(kMastra, "mastra.workflow_step.input", Holds::kInput, kMastraSource),
    Span(kMastra, "mastra.workflow_step.output", Holds::kOutput, kMastraSource),

    Span(kDatadog, "_ml_obs.meta.span.kind", Holds::kKind, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.model_name", Holds::kModel, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.input.value", Holds::kInput, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.input.messages", Holds::kInput, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.input.documents", Holds::kInput, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.output.value", Holds::kOutput, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.output.messages", Holds::kOutput, kDatadogSource),
    Span(kDatadog, "_ml_obs.meta.output.documents", Holds::kOutput, kDatadogSource),
};

}  // namespace

const ConventionRow* BuiltInRows() { return kRows; }
std::size_t BuiltInRowCount() { return std::size(kRows); }

}  // namespace spanloom
