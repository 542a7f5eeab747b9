// The pipelines of linkbench, where they stand beside the repository.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const LINKBENCH = fileURLToPath(new URL('../../../shared/linkbench/', import.meta.url));
const LIBRARY = fileURLToPath(new URL('../../js/index.js', import.meta.url));
/** Those whose evidence is a carried object or a member of one. */
const BY_IDENTITY = 36;

test('pipelines: every link by identity or member is found, none is false', {
  skip: !existsSync(LINKBENCH) && 'linkbench is not here',
}, async () => {
  const args = [`${LINKBENCH}pipelines.mjs`, '--module', LIBRARY, '--json', `${LINKBENCH}pipelines`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { pipelines, total } = JSON.parse(stdout);
  for (const { id, error, unhandled, unknownNames, false: wrong } of pipelines) {
    assert.deepEqual(
      { id, error, unhandled, unknownNames, wrong },
      { id, error: undefined, unhandled: [], unknownNames: [], wrong: [] },
    );
  }
  assert.ok(total.found >= BY_IDENTITY, `found ${total.found} of ${total.expected}`);
});
