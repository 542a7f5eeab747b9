// Lints JavaScript and checks the format of JavaScript and C++. `--write` fixes what can be fixed automatically.
import { filesUnder } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setup } from './setup.mjs';

const write = process.argv.includes('--write');
await setup('test');
const cpp = [...filesUnder('src', /\.(cc|h)$/), ...filesUnder('tests/cpp', /\.(cc|h)$/)];
const results = [
  await run('tests/node_modules/.bin/biome', ['check', ...(write ? ['--write'] : [])], { show: true }),
  await run('clang-format', [...(write ? ['-i'] : ['--dry-run', '-Werror']), ...cpp], { show: true }),
];
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0;
