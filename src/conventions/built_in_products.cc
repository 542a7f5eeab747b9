#include "conventions/built_in.h"

namespace spanloom {
namespace {

constexpr ConventionRow kLangfuse[] = {
    Attribute("langfuse.observation.type", Holds::kKind),   Attribute("langfuse.observation.model.name", Holds::kModel),
    Attribute("langfuse.observation.input", Holds::kInput), Attribute("langfuse.observation.output", Holds::kOutput),
    Attribute("langfuse.trace.input", Holds::kRootInput),   Attribute("langfuse.trace.output", Holds::kRootOutput),
};

constexpr ConventionRow kLangSmith[] = {
    Attribute("langsmith.span.kind", Holds::kKind),
    Attribute("gen_ai.prompt", Holds::kInput),
    Attribute("gen_ai.completion", Holds::kOutput),
};

constexpr ConventionRow kDatadog[] = {
    Attribute("_ml_obs.meta.span.kind", Holds::kKind),
    Attribute("_ml_obs.meta.model_name", Holds::kModel),
    Attribute("_ml_obs.name", Holds::kStep),
    Attribute("_ml_obs.meta.input.value", Holds::kInput),
    Attribute("_ml_obs.meta.input.messages", Holds::kInput),
    Attribute("_ml_obs.meta.input.documents", Holds::kInput),
    Attribute("_ml_obs.meta.output.value", Holds::kOutput),
    Attribute("_ml_obs.meta.output.messages", Holds::kOutput),
    Attribute("_ml_obs.meta.output.documents", Holds::kOutput),
};

constexpr ConventionRow kMlflow[] = {
    Attribute("mlflow.spanType", Holds::kKind),
    Attribute("mlflow.spanFunctionName", Holds::kStep),
    Attribute("mlflow.spanInputs", Holds::kInput),
    Attribute("mlflow.spanOutputs", Holds::kOutput),
};

constexpr ConventionRow kBraintrust[] = {
    Attribute("braintrust.span_attributes.type", Holds::kKind), Attribute("braintrust.input", Holds::kInput),
    Attribute("braintrust.input_json", Holds::kInput),          Attribute("braintrust.output", Holds::kOutput),
    Attribute("braintrust.output_json", Holds::kOutput),
};

constexpr ConventionRow kOpenLit[] = {
    Attribute("gen_ai.tool.args", Holds::kInput),
    Attribute("gen_ai.tool.input", Holds::kInput),
    Attribute("gen_ai.tool.output", Holds::kOutput),
    Attribute("gen_ai.workflow.input", Holds::kInput),
    Attribute("gen_ai.workflow.output", Holds::kOutput),
    Attribute("gen_ai.retrieval.query", Holds::kInput),
    Attribute("gen_ai.content.reasoning", Holds::kOutput),
    Attribute("gen_ai.content.revised_prompt", Holds::kOutput),
    Attribute("gen_ai.framework.component.name", Holds::kStep),
    Attribute("gen_ai.framework.pipeline.input_data", Holds::kInput),
    Attribute("gen_ai.framework.pipeline.output_data", Holds::kOutput),
};

constexpr ConventionRow kLaminar[] = {
    Attribute("lmnr.span.type", Holds::kKind),
    Attribute("lmnr.span.input", Holds::kInput),
    Attribute("lmnr.span.output", Holds::kOutput),
};

constexpr ConventionRow kAgentOps[] = {
    Attribute("agentops.span.kind", Holds::kKind),     Attribute("agentops.entity.name", Holds::kStep),
    Attribute("agentops.entity.input", Holds::kInput), Attribute("agentops.entity.output", Holds::kOutput),
    Attribute("tool.result", Holds::kOutput),          Attribute("workflow.input", Holds::kInput),
    Attribute("workflow.output", Holds::kOutput),      Attribute("workflow.final_output", Holds::kOutput),
    Attribute("workflow.step.input", Holds::kInput),   Attribute("workflow.step.output", Holds::kOutput),
    Attribute("workflow.step.name", Holds::kStep),
};

constexpr Convention kConventions[] = {
    {"Langfuse", "langfuse/langfuse-js: packages/tracing/src/attributes.ts", kLangfuse},
    {"LangSmith", "langchain-ai/langsmith-sdk: js/src/experimental/otel/translator.ts", kLangSmith},
    {"Datadog", "DataDog/dd-trace-js: packages/dd-trace/src/llmobs/constants/tags.js", kDatadog},
    {"MLflow", "langfuse/langfuse: packages/shared/src/server/otel/OtelIngestionProcessor.ts", kMlflow},
    {"Braintrust", "braintrustdata/braintrust-sdk-ruby: lib/braintrust/trace", kBraintrust},
    {"OpenLIT", "openlit/openlit: sdk/python/src/openlit/semcov/__init__.py", kOpenLit},
    {"Laminar", "mlflow/mlflow: mlflow/tracing/otel/translation/laminar.py", kLaminar},
    {"AgentOps", "AgentOps-AI/agentops: agentops/semconv", kAgentOps},
};

}  // namespace

std::span<const Convention> ProductConventions() { return kConventions; }

}  // namespace spanloom
