// Small programs of known lineage: exactly the expected links, by spanloom and by the reference linker.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import * as spanloom from '../../../js/index.js';
import { runPipeline } from '../support/content/pipeline.js';
import * as reference from '../support/content/reference/tracer.js';

const FOLDER = new URL('../support/content/pipelines/', import.meta.url);

for (const file of readdirSync(FOLDER).sort()) {
  const { default: pipeline } = await import(new URL(file, FOLDER).href);
  test(`${pipeline.id}: ${pipeline.about}`, async (t) => {
    assert.equal(`${pipeline.id}.mjs`, file);
    for (const [by, library] of Object.entries({ spanloom, reference })) {
      await t.test(`by ${by}`, async () => {
        const { missing, wrong } = await runPipeline(pipeline, library);
        assert.deepEqual({ missing, wrong }, { missing: [], wrong: [] });
      });
    }
  });
}
