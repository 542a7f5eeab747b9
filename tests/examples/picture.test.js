// The README's picture is what scripts/picture.mjs draws from the example's spans now.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mjs';
import { drawExample, PICTURE } from '../../scripts/picture.mjs';

test(`${PICTURE} shows the trace of the example`, async (t) => {
  assert.equal(readFileSync(join(root, PICTURE), 'utf8'), await drawExample(t), 'node scripts/picture.mjs');
});
