#include "conventions/built_in.h"

namespace spanloom {
namespace {

constexpr std::string_view kDetails = "gen_ai.client.inference.operation.details";

constexpr ConventionRow kGenAi[] = {
    Attribute("gen_ai.operation.name", Holds::kKind),
    Attribute("gen_ai.request.model", Holds::kModel),
    Attribute("gen_ai.response.model", Holds::kModel),
    Attribute("gen_ai.agent.name", Holds::kStep),
    Attribute("gen_ai.workflow.name", Holds::kStep),
    Attribute("gen_ai.tool.name", Holds::kStep),
    Attribute("gen_ai.tool.call.id", Holds::kToolCall),
    Attribute("gen_ai.system_instructions", Holds::kInstructions),
    Attribute("gen_ai.input.messages", Holds::kInput),
    Attribute("gen_ai.output.messages", Holds::kOutput),
    Attribute("gen_ai.tool.call.arguments", Holds::kInput),
    Attribute("gen_ai.tool.call.result", Holds::kOutput),
    Attribute("gen_ai.retrieval.query.text", Holds::kInput),
    Attribute("gen_ai.retrieval.documents", Holds::kOutput),
    Attribute("gen_ai.memory.query.text", Holds::kInput),
    Attribute("gen_ai.memory.records", Holds::kOutput),
    Attribute("gen_ai.prompt.name", Holds::kNothing),
    Attribute("gen_ai.prompt.version", Holds::kNothing),
    Attribute("gen_ai.prompt.variable.*", Holds::kNothing),
    Event(kDetails, "gen_ai.input.messages", Holds::kInput),
    Event(kDetails, "gen_ai.output.messages", Holds::kOutput),
    Event(kDetails, "gen_ai.system_instructions", Holds::kInstructions),
    Log(kDetails, "gen_ai.input.messages", Holds::kInput),
    Log(kDetails, "gen_ai.output.messages", Holds::kOutput),
    Log(kDetails, "gen_ai.system_instructions", Holds::kInstructions),
};

// Of span events, instrumentations write the body in three ways: a member an attribute, all of it as
// `gen_ai.event.content`, or as log records.
constexpr ConventionRow kGenAiEvents[] = {
    Event("gen_ai.content.prompt", "gen_ai.prompt", Holds::kInput),
    Event("gen_ai.content.completion", "gen_ai.completion", Holds::kOutput),
    Event("gen_ai.system.message", "content", Holds::kInstructions),
    Event("gen_ai.user.message", "content", Holds::kInput),
    Event("gen_ai.assistant.message", "content", Holds::kInput),
    Event("gen_ai.assistant.message", "tool_calls", Holds::kInput),
    Event("gen_ai.tool.message", "content", Holds::kInput),
    Event("gen_ai.choice", "message", Holds::kOutput),
    Event("gen_ai.choice", "content", Holds::kOutput),
    Event("gen_ai.choice", "tool_calls", Holds::kOutput),
    Event("gen_ai.choice", "tool.result", Holds::kOutput),
    Event("gen_ai.system.message", "gen_ai.event.content", Holds::kInstructions),
    Event("gen_ai.user.message", "gen_ai.event.content", Holds::kInputMessage),
    Event("gen_ai.assistant.message", "gen_ai.event.content", Holds::kInputMessage),
    Event("gen_ai.tool.message", "gen_ai.event.content", Holds::kInputMessage),
    Event("gen_ai.choice", "gen_ai.event.content", Holds::kOutputMessage),
    Log("gen_ai.system.message", "body", Holds::kInstructions),
    Log("gen_ai.user.message", "body", Holds::kInputMessage),
    Log("gen_ai.assistant.message", "body", Holds::kInputMessage),
    Log("gen_ai.tool.message", "body", Holds::kInputMessage),
    Log("gen_ai.choice", "body", Holds::kOutputMessage),
};

constexpr ConventionRow kMcp[] = {
    Attribute("mcp.method.name", Holds::kKind),
    Attribute("mcp.request.argument", Holds::kInput),
    Attribute("mcp.response.value", Holds::kOutput),
};

constexpr ConventionRow kDatabase[] = {
    Attribute("db.query.text", Holds::kInput),
    Attribute("db.statement", Holds::kInput),
};

constexpr ConventionRow kOpenInference[] = {
    Attribute("openinference.span.kind", Holds::kKind),
    Attribute("llm.model_name", Holds::kModel),
    Attribute("llm.request.model_name", Holds::kModel),
    Attribute("llm.response.model_name", Holds::kModel),
    Attribute("embedding.model_name", Holds::kModel),
    Attribute("reranker.model_name", Holds::kModel),
    Attribute("agent.name", Holds::kStep),
    Attribute("tool.name", Holds::kStep),
    Attribute("tool.id", Holds::kToolCall),
    Attribute("input.value", Holds::kInput),
    Attribute("output.value", Holds::kOutput),
    Attribute("llm.input_messages.*", Holds::kInput),
    Attribute("llm.output_messages.*", Holds::kOutput),
    Attribute("llm.prompts.*", Holds::kInput),
    Attribute("llm.choices.*", Holds::kOutput),
    Attribute("llm.function_call", Holds::kOutput),
    Attribute("retrieval.documents.*", Holds::kOutput),
    Attribute("reranker.query", Holds::kInput),
    Attribute("reranker.input_documents.*", Holds::kInput),
    Attribute("reranker.output_documents.*", Holds::kOutput),
    Attribute("embedding.text", Holds::kInput),
    Attribute("embedding.embeddings.*", Holds::kInput),
    Attribute("input.audio.transcript", Holds::kInput),
    Attribute("output.audio.transcript", Holds::kOutput),
};

constexpr ConventionRow kTraceloop[] = {
    Attribute("traceloop.span.kind", Holds::kKind),
    Attribute("llm.request.type", Holds::kKind),
    Attribute("traceloop.entity.name", Holds::kStep),
    Attribute("traceloop.entity.input", Holds::kInput),
    Attribute("traceloop.entity.output", Holds::kOutput),
    Attribute("gen_ai.prompt.*", Holds::kInput),
    Attribute("gen_ai.completion.*", Holds::kOutput),
    Attribute("gen_ai.task.input", Holds::kInput),
    Attribute("gen_ai.task.output", Holds::kOutput),
    Attribute("gen_ai.task.name", Holds::kStep),
    Attribute("llm.completions.*", Holds::kOutput),
    Attribute("db.marqo.search.query", Holds::kInput),
    Event("db.query.result", "db.query.result.document", Holds::kOutput),
    Event("db.query.result", "db.query.result.metadata", Holds::kOutput),
    Event("db.search.result", "db.search.result.entity", Holds::kOutput),
};

constexpr Convention kConventions[] = {
    {"GenAI", "open-telemetry/semantic-conventions-genai: docs/gen-ai (from 1.37 on)", kGenAi},
    {"GenAI events", "open-telemetry/semantic-conventions v1.27 to v1.36: docs/gen-ai/gen-ai-events.md", kGenAiEvents},
    {"Databases", "open-telemetry/semantic-conventions: docs/database", kDatabase},
    {"OpenInference", "Arize-ai/openinference: spec/semantic_conventions.md", kOpenInference},
    {"Traceloop", "traceloop/openllmetry: packages/opentelemetry-semantic-conventions-ai", kTraceloop},
    {"MCP", "traceloop/openllmetry: packages/opentelemetry-instrumentation-mcp", kMcp},
};

}  // namespace

std::span<const Convention> SharedConventions() { return kConventions; }

}  // namespace spanloom
