// Spans that find their parents in Chromium, and what an `await` costs there.
import * as context from '../context.mjs';

const count = (/** @type {number} */ measured) => ({ text: measured.toLocaleString('en'), measured });
const nanoseconds = (/** @type {number} */ measured) => ({
  text: `${measured.toFixed(0)} ns`,
  measured: Number(measured.toFixed(1)),
});

export async function measure() {
  const { rows } = await context.measure({ say() {} });
  const row = (/** @type {string} */ name) => rows.find((one) => one.name === name);
  const [ours, zone, als, none] = ['spanloom', 'zone', 'als-browser', 'none'].map(row);
  const { right, unknown, wrongParent, wrongTrace } = ours.parents;
  return {
    'context-all': count(right + unknown + wrongParent + wrongTrace),
    'context-right': count(right),
    'context-wrong': count(wrongParent + wrongTrace),
    'context-right-zone': count(zone.parents.right),
    'context-right-als': count(als.parents.right),
    'context-right-none': count(none.parents.right),
    await: nanoseconds(ours.outside),
    'await-in-span': nanoseconds(ours.inside),
    'await-zone': nanoseconds(zone.outside),
    'await-als': nanoseconds(als.outside),
    'await-none': nanoseconds(none.outside),
  };
}
