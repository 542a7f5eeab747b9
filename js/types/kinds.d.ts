// The seven wrappers, one for each kind of step.
import type { KindFunction } from './wrapping.js';

/**
 * Wraps a function, or decorates a method, as a workflow: everything that an app does for one request.
 * @example
 * ```ts
 * import { workflow } from 'spanloom';
 *
 * export const ask = workflow(async (question: string) => `Answer to: ${question}`, { name: 'ask' });
 * await ask('How do I rotate a key?');
 * ```
 */
export const workflow: KindFunction;

/**
 * Wraps a function, or decorates a method, as an agent: a loop in which a model decides what happens next.
 * @example
 * ```ts
 * import { agent } from 'spanloom';
 *
 * class Assistant { @agent async run(goal: string) { return `done: ${goal}`; } }
 * await new Assistant().run('book a table');
 * ```
 */
export const agent: KindFunction;

/**
 * Wraps a function, or decorates a method, as a task: a step that has no kind of its own.
 * @example
 * ```ts
 * import { task } from 'spanloom';
 *
 * const prompt = task((question: string, docs: string[]) => `${docs.join('\n')}\n\n${question}`, { name: 'prompt' });
 * prompt('How?', ['Create the second key first.']);
 * ```
 */
export const task: KindFunction;

/**
 * Wraps a function, or decorates a method, as a tool: a function that a model may call.
 * @example
 * ```ts
 * import { tool } from 'spanloom';
 *
 * class Weather { @tool({ name: 'weather' }) async now(city: string) { return { city, degrees: 3 }; } }
 * await new Weather().now('Oslo');
 * ```
 */
export const tool: KindFunction;

/**
 * Wraps a function, or decorates a method, as a call to a language model. For known clients, spanloom reads the model, token
 * counts, streamed text and tool calls from the arguments and results.
 * @example
 * ```ts
 * import { llm } from 'spanloom';
 *
 * const answer = llm(
 *   async (prompt: string) =>
 *     client.chat.completions.create({ model: 'gpt-5', messages: [{ role: 'user', content: prompt }] }),
 *   { name: 'answer', model: 'gpt-5', provider: 'openai' },
 * );
 * await answer('How do I rotate a key?');
 * ```
 */
export const llm: KindFunction;

/**
 * Wraps a function, or decorates a method, as a retrieval: a search for documents.
 * @example
 * ```ts
 * import { retrieval } from 'spanloom';
 *
 * const retrieve = retrieval(async (question: string) => index.search(question), { name: 'retrieve' });
 * const docs = await retrieve('rotate a key');
 * ```
 */
export const retrieval: KindFunction;

/**
 * Wraps a function, or decorates a method, as an embedding: a step that turns text into a vector.
 * @example
 * ```ts
 * import { embedding } from 'spanloom';
 *
 * const embed = embedding(async (text: string) => [text.length, 0.5], { name: 'embed', model: 'small' });
 * const vector = await embed('How do I rotate a key?');
 * ```
 */
export const embedding: KindFunction;
