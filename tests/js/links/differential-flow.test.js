import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithModel } from '../support/differential.js';
import { flowLinks } from '../support/flow-model.js';

const PROGRAMS = Number(process.env.PROGRAMS ?? 10_000);
const SEED = Number(process.env.SEED ?? 20_250_213);
// Above this many uses of one object on one side, `flow` forgets the oldest.
const MAX_SPANS = 16;

test(`flow gives the links of the rules, with their evidence, for ${PROGRAMS} random programs`, async () => {
  const { difference, spans, links } = await compareWithModel({
    policy: 'flow',
    model: flowLinks,
    programs: PROGRAMS,
    maxSpans: MAX_SPANS,
    seed: SEED,
  });
  assert.ok(difference === undefined, `seed ${SEED}:\n${difference}`);
  assert.ok(
    spans > PROGRAMS && links > PROGRAMS,
    `programs are too small to tell anything: ${spans} spans, ${links} links`,
  );
});
