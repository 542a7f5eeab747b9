// The APIs that only servers use: their keys must not reach a page, or their SDKs return instances of classes.
import { aiSdkResult } from './ai-sdk-result.js';
import { anthropicMessage } from './anthropic-message.js';
import { bedrock } from './bedrock.js';
import { cohere } from './cohere.js';
import { gemini } from './gemini.js';
import { langchain, langchainEvent } from './langchain.js';
import { ollama } from './ollama.js';
import { openaiChat } from './openai-chat.js';

export { holdsRequest } from './ai-sdk-result.js';

/** APIs whose SDKs return complete answers as instances of classes. */
export const INSTANCES = [openaiChat, langchain, gemini, aiSdkResult];

/** APIs that pages do not call. */
export const SERVER_APIS = [langchain, langchainEvent, anthropicMessage, bedrock, cohere, ollama];

/** APIs whose complete answers have no `usage`. */
export const SERVER_ANSWERS = [ollama];
