// Tests against programs of others: real receivers, and other tracers. `npm run test:interop`
// A peer whose registry cannot be reached, or whose language is not installed, is named, and its tests are skipped.
import { build } from './build.mjs';
import { nodeTests } from './lib/node-tests.mjs';
import { preparePeers } from './lib/peers.mjs';
import { CommandError, reportFailure, seconds } from './lib/run.mjs';
import { setup } from './setup.mjs';

const start = performance.now();
try {
  await setup('interop');
  await build();
  const missing = await preparePeers();
  const { passed, note } = await nodeTests('tests/interop');
  for (const [name, why] of Object.entries(missing)) console.log(`skipped the tests with ${name}: ${why}`);
  console.log(`${note}, ${seconds(start)}\n${passed} passed, 0 failed`);
} catch (error) {
  if (!(error instanceof CommandError)) reportFailure(error);
  console.log(`${error.message}\n${error.output}\n${error.passed} passed, ${error.failed} failed`);
  process.exitCode = 1;
}
