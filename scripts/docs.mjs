// Builds the documentation site into build/docs, and fails if something is undocumented or a link leads nowhere.
// `npm run docs`
import { join } from 'node:path';
import { installPackages } from './lib/packages.mjs';
import { root } from './lib/paths.mjs';
import { CommandError, reportFailure, seconds } from './lib/run.mjs';

const FOLDER = 'build/docs';

async function docs() {
  await installPackages('scripts/docs');
  const start = performance.now();
  const { readSite } = await import('./docs/site.mjs');
  const { problems, write } = await readSite();
  await write(join(root, FOLDER));
  if (problems.length > 0) throw new CommandError('The documentation has problems:', problems.join('\n'));
  console.log(`Built ${FOLDER}/index.html in ${seconds(start)}`);
}

await docs().catch(reportFailure);
