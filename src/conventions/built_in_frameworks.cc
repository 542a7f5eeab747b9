#include "conventions/built_in.h"

namespace spanloom {
namespace {

constexpr ConventionRow kAiSdk[] = {
    Attribute("ai.operationId", Holds::kKind),
    Attribute("ai.model.id", Holds::kModel),
    Attribute("ai.telemetry.functionId", Holds::kStep),
    Attribute("ai.toolCall.name", Holds::kStep),
    Attribute("ai.toolCall.id", Holds::kToolCall),
    Attribute("ai.prompt", Holds::kInput),
    Attribute("ai.prompt.messages", Holds::kInput),
    Attribute("ai.response.text", Holds::kOutput),
    Attribute("ai.response.object", Holds::kOutput),
    Attribute("ai.response.reasoning", Holds::kOutput),
    Attribute("ai.response.toolCalls", Holds::kOutput),
    Attribute("ai.result.text", Holds::kOutput),
    Attribute("ai.result.object", Holds::kOutput),
    Attribute("ai.result.toolCalls", Holds::kOutput),
    Attribute("ai.toolCall.args", Holds::kInput),
    Attribute("ai.toolCall.result", Holds::kOutput),
    Attribute("ai.toolCall.input", Holds::kInput),
    Attribute("ai.toolCall.output", Holds::kOutput),
    Attribute("ai.value", Holds::kInput),
    Attribute("ai.values", Holds::kInput),
    Attribute("ai.documents", Holds::kInput),
};

constexpr ConventionRow kLogfire[] = {
    Attribute("agent_name", Holds::kStep),
    Attribute("final_result", Holds::kOutput),
    Attribute("pydantic_ai.all_messages", Holds::kConversation),
    Attribute("all_messages_events", Holds::kConversation),
    Attribute("events", Holds::kConversation),
    Attribute("tool_arguments", Holds::kInput),
    Attribute("tool_response", Holds::kOutput),
};

constexpr ConventionRow kLogfireClients[] = {
    Attribute("request_data", Holds::kInput), Attribute("response_data", Holds::kOutput),
    Attribute("request", Holds::kInput),      Attribute("response", Holds::kOutput),
    Attribute("raw_input", Holds::kInput),    Attribute("input", Holds::kInput),
    Attribute("output", Holds::kOutput),
};

constexpr ConventionRow kMastra[] = {
    Attribute("mastra.span.type", Holds::kKind),
    Attribute("mastra.metadata.toolCallId", Holds::kToolCall),
    Attribute("mastra.agent_run.input", Holds::kInput),
    Attribute("mastra.agent_run.output", Holds::kOutput),
    Attribute("mastra.generic.input", Holds::kInput),
    Attribute("mastra.generic.output", Holds::kOutput),
    Attribute("mastra.memory_operation.input", Holds::kInput),
    Attribute("mastra.memory_operation.output", Holds::kOutput),
    Attribute("mastra.model_chunk.output", Holds::kOutput),
    Attribute("mastra.model_generation.input", Holds::kInput),
    Attribute("mastra.model_generation.output", Holds::kOutput),
    Attribute("mastra.model_inference.input", Holds::kInput),
    Attribute("mastra.model_inference.output", Holds::kOutput),
    Attribute("mastra.model_step.input", Holds::kInput),
    Attribute("mastra.model_step.output", Holds::kOutput),
    Attribute("mastra.processor_run.input", Holds::kInput),
    Attribute("mastra.processor_run.output", Holds::kOutput),
    Attribute("mastra.rag_action.input", Holds::kInput),
    Attribute("mastra.rag_action.output", Holds::kOutput),
    Attribute("mastra.rag_embedding.input", Holds::kInput),
    Attribute("mastra.rag_vector_operation.input", Holds::kInput),
    Attribute("mastra.rag_vector_operation.output", Holds::kOutput),
    Attribute("mastra.workflow_conditional.input", Holds::kInput),
    Attribute("mastra.workflow_conditional.output", Holds::kOutput),
    Attribute("mastra.workflow_loop.input", Holds::kInput),
    Attribute("mastra.workflow_loop.output", Holds::kOutput),
    Attribute("mastra.workflow_parallel.input", Holds::kInput),
    Attribute("mastra.workflow_parallel.output", Holds::kOutput),
    Attribute("mastra.workflow_run.input", Holds::kInput),
    Attribute("mastra.workflow_run.output", Holds::kOutput),
    Attribute("mastra.workflow_step.input", Holds::kInput),
    Attribute("mastra.workflow_step.output", Holds::kOutput),
    Attribute("mastra.workspace_action.input", Holds::kInput),
    Attribute("mastra.workspace_action.output", Holds::kOutput),
};

constexpr ConventionRow kHaystack[] = {
    Attribute("haystack.component.name", Holds::kStep),
    Attribute("haystack.component.input", Holds::kInput),
    Attribute("haystack.component.output", Holds::kOutput),
    Attribute("haystack.pipeline.input_data", Holds::kInput),
    Attribute("haystack.pipeline.output_data", Holds::kOutput),
    Attribute("haystack.agent.input", Holds::kInput),
    Attribute("haystack.agent.output", Holds::kOutput),
    Attribute("haystack.agent.step.llm.input", Holds::kInput),
    Attribute("haystack.agent.step.llm.output", Holds::kOutput),
};

constexpr ConventionRow kAdk[] = {
    Attribute("gcp.vertex.agent.llm_request", Holds::kInput),
    Attribute("gcp.vertex.agent.llm_response", Holds::kOutput),
    Attribute("gcp.vertex.agent.tool_call_args", Holds::kInput),
    Attribute("gcp.vertex.agent.tool_response", Holds::kOutput),
    Attribute("gcp.vertex.agent.data", Holds::kInput),
};

constexpr ConventionRow kGenkit[] = {
    Attribute("genkit:metadata:subtype", Holds::kKind),
    Attribute("genkit:type", Holds::kKind),
    Attribute("genkit:name", Holds::kStep),
    Attribute("genkit:input", Holds::kInput),
    Attribute("genkit:output", Holds::kOutput),
};

constexpr ConventionRow kSpringAi[] = {
    Attribute("spring.ai.tool.definition.name", Holds::kStep),
    Attribute("spring.ai.tool.call.arguments", Holds::kInput),
    Attribute("spring.ai.tool.call.result", Holds::kOutput),
    Attribute("spring.ai.chat.client.input", Holds::kInput),
    Attribute("spring.ai.chat.client.output", Holds::kOutput),
    Attribute("db.vector.query.content", Holds::kInput),
    Attribute("db.vector.query.response.documents", Holds::kOutput),
};

constexpr ConventionRow kLiveKit[] = {
    Attribute("lk.function_tool.name", Holds::kStep),
    Attribute("lk.function_tool.id", Holds::kToolCall),
    Attribute("lk.user_input", Holds::kInput),
    Attribute("lk.chat_ctx", Holds::kInput),
    Attribute("lk.input_text", Holds::kInput),
    Attribute("lk.user_transcript", Holds::kOutput),
    Attribute("lk.response.text", Holds::kOutput),
    Attribute("lk.response.function_calls", Holds::kOutput),
    Attribute("lk.function_tool.arguments", Holds::kInput),
    Attribute("lk.function_tool.output", Holds::kOutput),
    Attribute("lk.instructions", Holds::kInstructions),
    Attribute("lk.pii.user_input", Holds::kInput),
    Attribute("lk.pii.chat_ctx", Holds::kInput),
    Attribute("lk.pii.input_text", Holds::kInput),
    Attribute("lk.pii.user_transcript", Holds::kOutput),
    Attribute("lk.pii.response.text", Holds::kOutput),
    Attribute("lk.pii.response.function_calls", Holds::kOutput),
    Attribute("lk.pii.function_tool.arguments", Holds::kInput),
    Attribute("lk.pii.function_tool.output", Holds::kOutput),
    Attribute("lk.pii.instructions", Holds::kInstructions),
};

constexpr ConventionRow kVoltAgent[] = {
    Attribute("span.type", Holds::kKind),
    Attribute("agent.messages", Holds::kInput),
    Attribute("llm.messages", Holds::kInput),
};

constexpr ConventionRow kClaudeCode[] = {
    Attribute("user_prompt", Holds::kInput),
    Attribute("tool_input", Holds::kInput),
    Attribute("response.model_output", Holds::kOutput),
    Event("tool.output", "output", Holds::kOutput),
    Event("tool.output", "content", Holds::kOutput),
};

constexpr Convention kConventions[] = {
    {"AI SDK", "vercel/ai: packages/otel/src, and packages/ai/src of versions 4 to 6", kAiSdk},
    {"Pydantic AI", "pydantic/pydantic-ai: pydantic_ai_slim/pydantic_ai/models/instrumented.py", kLogfire},
    {"Logfire", "pydantic/logfire: logfire/_internal/integrations", kLogfireClients},
    {"Mastra", "mastra-ai/mastra: observability/otel-exporter/src/gen-ai-semantics.ts", kMastra},
    {"Haystack", "deepset-ai/haystack: haystack/tracing, haystack/components/agents", kHaystack},
    {"Google ADK", "google/adk-python: src/google/adk/telemetry/tracing.py", kAdk},
    {"Genkit", "firebase/genkit: js/core/src/tracing/instrumentation.ts", kGenkit},
    {"Spring AI", "spring-projects/spring-ai: spring-ai-vector-store and spring-ai-model, observation", kSpringAi},
    {"LiveKit Agents", "livekit/agents: livekit-agents/livekit/agents/telemetry/trace_types.py", kLiveKit},
    {"VoltAgent", "mlflow/mlflow: mlflow/tracing/otel/translation/voltagent.py", kVoltAgent},
    {"Claude Code", "mlflow/mlflow: mlflow/tracing/otel/translation/claude_code.py", kClaudeCode},
};

}  // namespace

std::span<const Convention> FrameworkConventions() { return kConventions; }

}  // namespace spanloom
