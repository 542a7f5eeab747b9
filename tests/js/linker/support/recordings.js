// Traces that other instrumentations recorded, in linkbench: the engine's links of them, against the known ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLinker } from '../../../../js/linker/index.js';
import { LINKBENCH } from './linkbench.js';

const FOLDER = join(LINKBENCH, 'otlp');
const MAX_INPUT = 12_000;
export const hasRecordings = () => existsSync(FOLDER);

/** @typedef {{ precision: number, recall: number, edges: number, missing: number, wrong: number, absent: number }} Score */

/** The names of the recordings in a format. @param {'json' | 'protobuf'} format */
export function recordings(format) {
  const names = readdirSync(FOLDER).flatMap((file) => /^(.*)\.truth\.json$/.exec(file)?.[1] ?? []);
  return names.filter((name) => format === 'json' || existsSync(join(FOLDER, `${name}.pb`)));
}

/**
 * The links that the engine finds in a recording, as the scorer reads them.
 * @param {string} name @param {'json' | 'protobuf'} format
 */
export async function linksOfRecording(name, format) {
  const { linker, traceIds } = await openRecording(name, format);
  const links = traceIds.map((traceId) => [traceId, edgesOf(linker.links(traceId))]);
  linker.delete();
  return Object.fromEntries(links);
}

/**
 * A linker that was given a recording.
 * @param {string} name @param {'json' | 'protobuf'} format @returns {Promise<{ linker: import('spanloom/core').Linker, traceIds: string[] }>}
 */
export async function openRecording(name, format) {
  const { traces } = JSON.parse(readFileSync(join(FOLDER, `${name}.truth.json`), 'utf8'));
  const linker = await createLinker();
  if (format === 'protobuf') linker.add(readFileSync(join(FOLDER, `${name}.pb`)));
  else for (const request of linesOf(`${name}.jsonl`)) linker.add(request);
  const logs = `${name}.logs.jsonl`;
  if (existsSync(join(FOLDER, logs))) for (const request of linesOf(logs)) linker.add(request);
  return { linker, traceIds: traces.map(({ traceId }) => traceId) };
}

/** The IDs of its spans. @param {string} name @returns {[traceId: string, spanId: string][]} */
export const spansOfRecording = (name) =>
  linesOf(`${name}.jsonl`)
    .flatMap((line) => JSON.parse(line).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ traceId, spanId }) => [traceId, spanId]);

const linesOf = (/** @type {string} */ file) => readFileSync(join(FOLDER, file), 'utf8').split('\n').filter(Boolean);

/** @param {Record<string, any[]>} links */
const edgesOf = (links) =>
  Object.entries(links).flatMap(([to, list]) =>
    list.map(({ spanId: from, attributes }) => ({ from, to, fromSide: attributes.from, toSide: attributes.to })),
  );

/** @returns {Promise<{ total: Score, groups: Record<string, Score>, files: { name: string, details: { missing: string[], wrong: string[] }[] }[] }>} */
export async function scoreRecordings() {
  const { readTruths, score } = await import(pathToFileURL(join(FOLDER, 'score-otlp.mjs')).href);
  const results = new Map();
  for (const name of recordings('json'))
    for (const [traceId, edges] of Object.entries(await linksOfRecording(name, 'json'))) results.set(traceId, edges);
  return score(readTruths(FOLDER), results);
}

/** Short recordings as they are added, none if there are no recordings. @returns {{ otlp: string | Uint8Array, signal?: 'logs' }[]} */
export function recordedInputs() {
  if (!hasRecordings()) return [];
  const files = readdirSync(FOLDER).filter((file) => /\.(pb|jsonl)$/.test(file));
  return files
    .flatMap((file) => (file.endsWith('.pb') ? [readFileSync(join(FOLDER, file))] : linesOf(file)))
    .filter(({ length }) => length < MAX_INPUT)
    .map((otlp) => ({ otlp }));
}
