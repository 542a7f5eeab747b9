// The traced steps of the docs bot: plain functions, wrapped. No step knows of another.
import { extractive } from './answerer.js';
import { citeSources } from './citations.js';
import { rerankHits } from './rerank.js';
import { correctSpelling } from './spelling.js';

const HITS = 12;
const PASSAGES = 4;

/**
 * @typedef {{ text: string, terms: string[], corrected: Record<string, string> }} Query
 * @typedef {import('./corpus.js').Section & { score: number }} Hit
 * @typedef {{ type: string, text?: string, finishReason?: string, totalUsage?: { inputTokens?: number, outputTokens?: number } }} Chunk
 * @typedef {{ name: string, provider: string, stream(prompt: string): AsyncIterable<Chunk> }} Model
 * @typedef {{ text: string, sources: { mark: string, name: string, url: string }[] }} Answer
 */

/** @param {import('spanloom').Tracer} loom @param {ReturnType<typeof import('./index.js').createIndex>} index */
export const searchSteps = (loom, index) => ({
  spellcheck: loom.tool((question) => correctSpelling(question.text, index.vocabulary), { name: 'spellcheck' }),
  embed: loom.embedding((query) => index.meaning.embed(query.terms.join(' ')), { name: 'embed' }),
  retrieve: loom.retrieval(async (query, vector) => index.search(query.terms, HITS, vector), { name: 'retrieve' }),
});

/** @param {import('spanloom').Tracer} loom @param {{ rerank?: typeof rerankHits, model?: Model }} [parts] */
export const answerSteps = (loom, { rerank = rerankHits, model = extractive } = {}) => ({
  rerank: loom.task((query, hits) => rerank(query.terms, hits, PASSAGES), { name: 'rerank' }),
  answer: loom.llm((prompt) => model.stream(prompt), { name: 'answer', model: model.name, provider: model.provider }),
});

/** @param {import('spanloom').Tracer} loom */
export const citeStep = (loom) => loom.tool((chunks, passages) => citeSources(chunks, passages), { name: 'cite' });
