// What APIs report, as their packages declare it, goes into `annotate` as it is.
import { annotate, type Usage } from 'spanloom';

/** Google's `GenerateContentResponseUsageMetadata`: a class. */
declare class Gemini {
  promptTokenCount?: number;
  candidatesTokenCount?: number;
  promptTokensDetails?: { modality?: 'TEXT' | 'IMAGE'; tokenCount?: number }[];
  trafficType?: string;
}
interface Bedrock {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  cacheReadInputTokens?: number | undefined;
}
interface Cohere {
  billedUnits?: { inputTokens?: number };
  tokens?: { inputTokens?: number; outputTokens?: number };
}
interface Mistral {
  promptTokens?: number | undefined;
  completionTokens?: number | undefined;
  additionalProperties?: Record<string, unknown>;
}
interface LangChain {
  input_tokens: number;
  input_token_details?: { cache_read?: number };
}
interface Anthropic {
  input_tokens: number;
  cache_read_input_tokens: number | null;
  server_tool_use: { web_search_requests: number } | null;
}
declare const response: {
  gemini?: Gemini;
  bedrock: Bedrock | undefined;
  cohere?: Cohere;
  mistral: Mistral;
  langchain?: LangChain;
  anthropic: Anthropic;
  /** OpenAI's chunks: null until the last one. */
  chunk?: { prompt_tokens: number } | null;
  own: Usage;
};
for (const usage of Object.values(response)) annotate({ usage });
annotate({ usage: { input_tokens: 1, output_tokens: undefined } });
annotate({ usage: { prompt_eval_count: 1 } });

// @ts-expect-error a count is no usage
annotate({ usage: 12 });
// @ts-expect-error text is no usage
annotate({ usage: '12' });
// @ts-expect-error usage that is still to come
annotate({ usage: Promise.resolve(response.own) });
