import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleWorker } from './bundle.js';
import { EXPECTED } from './expected.js';
import { project } from './packed.js';
import { serveWorker } from './workerd.js';

const WORKER = `import { scenario } from './scenario.js';
export default {
  async fetch() {
    try {
      return Response.json(await scenario());
    } catch (error) {
      return new Response(error.stack, { status: 500 });
    }
  },
};
`;

for (const flags of [[], ['nodejs_als'], ['nodejs_compat']]) {
  test(`workerd with ${flags[0] ?? 'no flag'}: the same spans and links`, { timeout: 60_000 }, async (t) => {
    const folder = project(t);
    await bundleWorker(folder, WORKER);
    const response = await fetch(await serveWorker(t, folder, flags));
    const body = await response.text();
    assert.equal(response.status, 200, body);
    assert.deepEqual(JSON.parse(body), EXPECTED);
  });
}
