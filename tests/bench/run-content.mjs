// `run-content.mjs <rounds> <megabytes>`: megabytes of UTF-8 per second of both text stores and of TextEncoder, for each kind of text.
import { loadCore } from '../../js/core/load.js';
import { median } from './statistics.mjs';
import { CoreTexts, PlainTexts } from './text-stores.mjs';
import { textsOf } from './texts.mjs';

const [, , rounds, megabytes] = process.argv;
const core = await loadCore();
const kinds = await textsOf(Number(megabytes) * 1e6);
const stores = {
  core: () => new CoreTexts(core, true),
  unlinked: () => new CoreTexts(core, false),
  plain: () => new PlainTexts(),
};
/** Strings that no engine knows by their hash yet. @param {string[]} texts */
const copies = (texts) => texts.map((text) => Buffer.from(text).toString());

const result = Object.entries(kinds).map(([kind, texts]) => {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  /** @type {Record<string, Record<'fresh' | 'seen', number[]>>} */
  const speeds = Object.fromEntries(Object.keys(stores).map((name) => [name, { fresh: [], seen: [] }]));
  /** @type {number[]} */
  const encodes = [];
  for (let round = -2; round < Number(rounds); round++) {
    for (const [name, create] of Object.entries(stores)) {
      const store = create();
      const [first, second] = [copies(texts), copies(texts)];
      globalThis.gc();
      const fresh = bytesPerSecond(bytes, () => store.add(first));
      const seen = bytesPerSecond(bytes, () => store.meet(second));
      store.dispose();
      if (round < 0) continue;
      speeds[name].fresh.push(fresh);
      speeds[name].seen.push(seen);
    }
    const encoded = bytesPerSecond(bytes, () => encode(texts));
    if (round >= 0) encodes.push(encoded);
  }
  const medians = Object.fromEntries(
    Object.entries(speeds).map(([name, { fresh, seen }]) => [name, { fresh: median(fresh), seen: median(seen) }]),
  );
  return { kind, encode: median(encodes), ...medians };
});
process.send(result);
process.disconnect();

function encode(texts) {
  const encoder = new TextEncoder();
  const area = new Uint8Array(1 << 16);
  for (const text of texts) encoder.encodeInto(text, area);
}

function bytesPerSecond(bytes, act) {
  const start = performance.now();
  act();
  return bytes / 1e3 / (performance.now() - start);
}
