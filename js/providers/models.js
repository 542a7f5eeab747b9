// Objects and names that stand for a model.
import { aiSdkModel } from './ai-sdk-model.js';
import { bedrockCommand } from './bedrock.js';
import { langchainModel } from './langchain.js';
import { workersAiModel } from './workers-ai.js';

/** @typedef {import('./request.js').Request} Request */
/** Of an object that stands for a model. What is no text is none. @typedef {(object: unknown) => { model: unknown, provider?: string }} Reader */

/** @type {Reader[]} */
const MODELS = [aiSdkModel, langchainModel, bedrockCommand, workersAiModel];

/** Which model some of these objects stand for. @param {...unknown} objects @returns {Request | undefined} */
export const askedModel = (...objects) => MODELS.flatMap((read) => objects.map(read)).find(isRequest);

/** @param {any} request @returns {request is Request} */
const isRequest = (request) => typeof request.model === 'string' && request.model !== '';
