// spanloom/core: a trace that somebody else recorded.
import { createLinker, LinkerDeletedError, OtlpError } from 'spanloom/core';
import { ANSWER, PASSAGE, PROMPT, REQUEST, SEARCH, TRACE } from './recorded.js';
import { equal } from './tracing.js';

/** @param {string | undefined} request @returns {any[]} */
const spansOf = (request) => JSON.parse(`${request}`).resourceSpans[0].scopeSpans[0].spans;

/** @param {() => unknown} fn */
function thrown(fn) {
  try {
    fn();
  } catch (error) {
    return error;
  }
}

/** @param {import('spanloom/core').LinkerOptions} options */
async function check(options) {
  const linker = await createLinker(options);
  linker.add(JSON.stringify(REQUEST));
  await linker.process({ done: true });
  const links = linker.links(TRACE);
  equal(Object.keys(links), [ANSWER], 'spans with links');
  const [{ spanId, attributes }] = links[ANSWER];
  equal([links[ANSWER].length, spanId, attributes.from, attributes.to], [1, SEARCH, 'output', 'input'], 'the link');

  const [{ range, from }] = linker.explain(TRACE, ANSWER);
  equal(
    [from.spanId, PROMPT.slice(...range).includes('low floors'), PASSAGE.slice(...from.range)],
    [SEARCH, true, PROMPT.slice(...range)],
    'the explanation',
  );
  equal(linker.explain(TRACE, SEARCH, { reverse: true })[0].to.spanId, ANSWER, 'the reverse');

  const bytes = linker.take({ done: true });
  equal(linker.take({ done: true }), undefined, 'what is left');
  const other = await createLinker(options);
  other.add(/** @type {Uint8Array} */ (bytes));
  const linked = spansOf(other.take({ format: 'json', done: TRACE }));
  equal(linked.map(({ name }) => name).sort(), ['answer', 'ask', 'search'], 'spans');
  equal(linked.find(({ name }) => name === 'answer').links[0].spanId, SEARCH, 'the link in the span');

  equal(thrown(() => linker.add('{"resourceSpans":[')) instanceof OtlpError, true, 'malformed');
  equal([linker.stats().takenSpans, linker.stats().refused], [3, 1], 'counters');
  linker.delete();
  equal(thrown(() => linker.stats()) instanceof LinkerDeletedError, true, 'after delete()');
  other.delete();
}

/** @type {Record<string, import('./tracing.js').Feature>} */
export const LINKER = {
  '`spanloom/core`': () => check({}),
  '`createLinker({ wasm })` with a Module': async ({ linkerWasm }) => check({ wasm: await linkerWasm() }),
};
