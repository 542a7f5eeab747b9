// Pages that are killed at random moments. `npm run bench -- --only page-kill` does it 200 times.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { project } from './packed.js';
import { killPages, STARTING } from './page-kills.js';

const SEED = Number(process.env.SEED ?? 20);
const ROUNDS = 16;

test(`pages killed ${ROUNDS} times: every ended span arrives (SEED=${SEED})`, { timeout: 240_000 }, async (t) => {
  const { rows } = await killPages(project(t), { rounds: ROUNDS, seed: SEED });
  for (const { way, ended, missing, early } of rows) {
    t.diagnostic(`${way}: ${ended} spans ended, ${missing} missing`);
    assert.equal(early, 0, way);
    if (way === STARTING) continue;
    assert.ok(ended > 0, `${way}: nothing ended`);
    assert.equal(missing, 0, way);
  }
});
