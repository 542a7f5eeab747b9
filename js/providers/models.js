// Objects and names by which a call can identify a model.
import { aiSdkModel } from './ai-sdk-model.js';
import { bedrockCommand } from './bedrock.js';
import { langchainModel } from './langchain.js';
import { workersAiModel } from './workers-ai.js';

/** @typedef {import('./request.js').Request} Request */
/** Reads the model and provider of an object. A `model` that is not a string means that the object identifies none. @typedef {(object: unknown) => { model: unknown, provider?: string }} Reader */

/** @type {Reader[]} */
const MODELS = [aiSdkModel, langchainModel, bedrockCommand, workersAiModel];

/** Returns the model that the first of these objects to identify one names. @param {...unknown} objects @returns {Request | undefined} */
export const askedModel = (...objects) => MODELS.flatMap((read) => objects.map(read)).find(isRequest);

/** @param {any} request @returns {request is Request} */
const isRequest = (request) => typeof request.model === 'string' && request.model !== '';
