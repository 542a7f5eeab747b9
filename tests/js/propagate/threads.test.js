// A pipeline has the same links, whether its steps run in one process or are spread over several.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { Choices } from '../support/choices.js';
import { openNetwork } from '../support/threads/network.js';
import { createNode } from '../support/threads/node.js';
import { planPipeline } from '../support/threads/plan.js';
import { question } from '../support/threads/values.js';

/** @typedef {import('../support/threads/network.js').Span} Span */

const PROCESSES = 4;
/** How many are tried, and the seed of the first. */
const PIPELINES = Number(process.env.PIPELINES ?? 100);
const FIRST = Number(process.env.FIRST_PIPELINE ?? 1);

/** @type {Awaited<ReturnType<typeof openNetwork>>} */
let network;
before(async () => {
  network = await openNetwork(PROCESSES);
});
after(() => network.close());

const exporter = memory();
const tracer = createTracer({ exporters: [exporter] });

/** @param {import('../support/threads/plan.js').StepPlan} root */
async function runAtHome(root) {
  await createNode(tracer, 0).run(root, [question(root)]);
  await tracer.flush();
  return exporter.spans.splice(0);
}

/** The links between the steps, as lines. Links of the spans of requests, which one process does not have, are left out. @param {Pick<Span, 'name' | 'spanId' | 'links'>[]} spans */
function linesOf(spans) {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const isStep = (/** @type {string | undefined} */ name) => /^s\d+$/.test(name ?? '');
  const lines = spans.flatMap(({ name, links }) =>
    links
      .filter(({ spanId }) => isStep(name) && isStep(names.get(spanId)))
      .map(({ spanId, attributes: { from, to } }) => `${names.get(spanId)}.${from} -> ${name}.${to}`),
  );
  return new Set(lines);
}

/** @param {string} what @param {('message' | 'http')[]} transports */
function compare(what, transports) {
  test(`${PIPELINES} random pipelines over 1 to ${PROCESSES} processes, by ${what}`, async (t) => {
    let expected = 0;
    let found = 0;
    let added = 0;
    for (let seed = FIRST; seed < FIRST + PIPELINES; seed++) {
      const processes = 1 + (seed % PROCESSES);
      const root = planPipeline(Choices.random(seed), { processes, transports });
      const home = linesOf(await runAtHome(root));
      const { spans, errors } = await network.run(root);
      const spread = linesOf(spans);
      const tell = () => `pipeline ${seed}: ${JSON.stringify(root, undefined, 1)}`;
      assert.deepEqual(errors, [], tell());
      assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1, `one trace\n${tell()}`);
      const others = [...spread].filter((line) => !home.has(line));
      const missing = [...home].filter((line) => !spread.has(line));
      if (missing.length + others.length > 0)
        t.diagnostic(`pipeline ${seed}: missing ${missing.join('; ')}; others ${others.join('; ')}`);
      expected += home.size;
      found += home.size - missing.length;
      added += others.length;
    }
    t.diagnostic(`${found} of ${expected} links, and ${added} others`);
    assert.ok(expected > 5 * PIPELINES && found / expected >= 0.98, `${found} of ${expected}`);
    // What a step passed on unchanged, where no other process can see that it did.
    assert.ok(added <= 0.005 * expected, `${added} links that one process does not have`);
  });
}

compare('message', ['message']);
compare('HTTP', ['http']);
compare('both', ['message', 'http']);
