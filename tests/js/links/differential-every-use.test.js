import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithModel } from '../support/differential.js';
import { everyUseLinks } from '../support/every-use-model.js';

const PROGRAMS = Number(process.env.PROGRAMS ?? 10_000);
const SEED = Number(process.env.SEED ?? 20_250_213);
const MAX_SPANS = 32;

test(`every-use gives the links of the rules, in their order, for ${PROGRAMS} random programs`, async () => {
  const { difference, spans, links } = await compareWithModel({
    policy: 'every-use',
    model: everyUseLinks,
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
