// `spanloom link --explain`: finds the span, links its trace, and asks where its parts came from and went.

import { createLinker } from '../linker/index.js';
import { findSpans } from './formats/span-ids.js';
import { UsageError } from './options.js';
import { RecordedTrace } from './recorded-trace.js';
import { openSource } from './source.js';

/** @typedef {import('../types/linker.js').PartOrigin} PartOrigin */
/** @typedef {import('../types/linker.js').PartUse} PartUse */
/** @typedef {{ traceId: string, spanId: string, from: PartOrigin[], to: PartUse[], trace: RecordedTrace }} Explanation */

const MAX_TRACES = 2 ** 32 - 1;
const MAX_LISTED = 10;

/** The span is not there. */
export class NoSpanError extends Error {
  name = 'NoSpanError';
}

/**
 * @param {Pick<import('./link.js').Link, 'inputs' | 'onRefused'> & { options: import('./link-arguments.js').LinkArguments & { explain: string } }} link
 * @returns {Promise<Explanation>}
 */
export async function explainSpan({ options, inputs, onRefused }) {
  const { memory: maxBytes, minLength } = options;
  const linker = await createLinker({
    ...{ maxTraces: MAX_TRACES, maxTraceBytes: maxBytes, maxBytes, grace: Number.MAX_VALUE },
    links: { text: { minLength } },
  });
  try {
    const found = await addAll(linker, inputs, options, onRefused);
    const { traceId, spanId } = theOnly(found, options.explain);
    if (linker.stats().evictedTraces > 0)
      throw new NoSpanError('the input is larger than --memory, so that the trace may be incomplete');
    const from = linker.explain(traceId, spanId);
    const to = linker.explain(traceId, spanId, { reverse: true });
    const trace = new RecordedTrace(/** @type {string} */ (linker.take({ format: 'json', done: traceId })));
    return { traceId, spanId, from, to, trace };
  } finally {
    linker.delete();
  }
}

/**
 * @param {any} linker @param {import('./inputs.js').OpenInput[]} inputs @param {import('./link-arguments.js').LinkArguments} options
 * @param {(refusal: import('./summary.js').Refusal) => void} onRefused
 * @returns {Promise<import('./formats/span-ids.js').SpanIds[]>} the spans that match
 */
async function addAll(linker, inputs, { explain = '', trace = '', from }, onRefused) {
  /** @type {Map<string, import('./formats/span-ids.js').SpanIds>} */
  const found = new Map();
  for (const input of inputs)
    for await (const piece of openSource(input, from).pieces()) {
      const { bytes, signal, place, problem } = piece;
      if (problem) onRefused({ place, reason: problem });
      if (problem || signal === 'other') continue;
      try {
        linker.add(bytes, { signal });
      } catch (error) {
        if (/** @type {Error} */ (error).name !== 'OtlpError') throw error;
        onRefused({ place, reason: /** @type {Error} */ (error).message });
        continue;
      }
      if (signal === 'logs') continue;
      for (const ids of findSpans(piece, explain))
        if (ids.traceId.startsWith(trace)) found.set(`${ids.traceId} ${ids.spanId}`, ids);
    }
  return [...found.values()];
}

/** @param {import('./formats/span-ids.js').SpanIds[]} found @param {string} prefix */
function theOnly(found, prefix) {
  if (found.length === 0) throw new NoSpanError(`no span has an id that begins with ${prefix}`);
  if (found.length === 1) return found[0];
  const list = found.slice(0, MAX_LISTED).map(({ traceId, spanId }) => `\n  --explain ${spanId} --trace ${traceId}`);
  const more = found.length > MAX_LISTED ? `\n  and ${found.length - MAX_LISTED} more` : '';
  throw new UsageError(`${found.length} spans have an id that begins with ${prefix}:${list.join('')}${more}`);
}
