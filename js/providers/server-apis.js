// What servers alone have to do with: SDKs that put answers into objects of classes, and APIs whose keys are no page's.
import { aiSdkResult } from './ai-sdk-result.js';
import { anthropicMessage } from './anthropic-message.js';
import { bedrock } from './bedrock.js';
import { cohere } from './cohere.js';
import { gemini } from './gemini.js';
import { langchain, langchainEvent } from './langchain.js';
import { ollama } from './ollama.js';
import { openaiChat } from './openai-chat.js';

/** Those whose complete answers are objects of classes. */
export const INSTANCES = [openaiChat, langchain, gemini, aiSdkResult];

/** APIs that a page does not call. */
export const SERVER_APIS = [langchain, langchainEvent, anthropicMessage, bedrock, cohere, ollama];

/** Those that do not say `usage` in complete answers. */
export const SERVER_ANSWERS = [ollama];
