// Draws docs/images/agent.svg from the spans that examples/openai-tools.js exports. Run `npm test -- examples` first, which installs its packages.
// `node scripts/picture.mjs`
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runExample } from '../tests/examples/run.js';
import { isMain, root } from './lib/paths.mjs';
import { drawTrace } from './lib/picture.mjs';

const EXAMPLE = 'openai-tools';
const TITLE =
  'A trace of six spans. Arrows lead from each model call to the tool that it called, and from each result to the next model call.';

export const PICTURE = 'docs/images/agent.svg';

/** @param {{ after(fn: () => unknown): void }} scope cleans up @returns {Promise<string>} the picture as it should be */
export async function drawExample(scope) {
  const { code, err, spans } = await runExample(scope, EXAMPLE);
  if (code !== 0) throw new Error(err);
  return drawTrace(spans, TITLE);
}

if (isMain(import.meta)) {
  /** @type {(() => unknown)[]} */
  const cleanups = [];
  try {
    writeFileSync(join(root, PICTURE), await drawExample({ after: (fn) => void cleanups.unshift(fn) }));
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}
