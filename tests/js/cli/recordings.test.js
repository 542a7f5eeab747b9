// Recordings of other people's instrumentations, where they are: the command finds what the engine finds, in every format.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LINKBENCH } from '../linker/support/linkbench.js';
import { hasRecordings, linksOfRecording, recordings } from '../linker/support/recordings.js';
import { run, spansOf } from './support/command.js';

const skip = hasRecordings() ? false : 'the recordings are not here';
const FOLDER = join(LINKBENCH, 'otlp');

/** Its links, as linksOfRecording() has them, sorted. @param {Map<string, any>} spans */
const edgesOf = (spans) =>
  [...spans.values()]
    .flatMap(({ traceId, spanId, links = [] }) =>
      links.flatMap((/** @type {any} */ link) => {
        const attribute = (/** @type {string} */ name) =>
          link.attributes?.find((/** @type {any} */ { key }) => key === name)?.value.stringValue;
        const [from, to] = [attribute('from'), attribute('to')];
        return from ? [`${traceId} ${link.spanId} ${from} ${spanId} ${to}`] : [];
      }),
    )
    .sort();

/** @param {string} name @param {'json' | 'protobuf'} format */
async function wantedOf(name, format) {
  const traces = await linksOfRecording(name, format);
  return Object.entries(traces)
    .flatMap(([traceId, edges]) =>
      edges.map(
        (/** @type {any} */ { from, fromSide, to, toSide }) => `${traceId} ${from} ${fromSide} ${to} ${toSide}`,
      ),
    )
    .sort();
}

test('the command finds the links that the engine finds', { skip }, async () => {
  let count = 0;
  for (const format of /** @type {const} */ (['json', 'protobuf']))
    for (const name of recordings(format)) {
      const logs = join(FOLDER, `${name}.logs.jsonl`);
      const inputs = [
        join(FOLDER, `${name}.${format === 'json' ? 'jsonl' : 'pb'}`),
        ...(existsSync(logs) ? [logs] : []),
      ];
      const { code, out } = await run(['link', '-q', ...inputs, '--to', 'protobuf']);
      assert.equal(code, 0, name);
      const found = edgesOf(spansOf([out]));
      assert.deepEqual(found, await wantedOf(name, format), `${name}, ${format}`);
      count += found.length;
    }
  assert.ok(count > 500, `${count} links`);
});
