// README's pictures are what scripts/picture.mjs draws of its first program now.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictures } from '../../scripts/picture.mjs';
import { text } from './files.js';

for (const [path, picture] of Object.entries(await pictures()))
  test(`${path} shows the trace of README's first program`, () => {
    assert.ok(text(path) === picture, 'It is out of date. Draw it anew: node scripts/picture.mjs');
  });
