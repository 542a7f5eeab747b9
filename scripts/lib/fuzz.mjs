import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cmakeBuild } from './cpp-tests.mjs';
import { filesUnder, isProgram, root } from './paths.mjs';
import { CommandError, must } from './run.mjs';

const PRESET = 'asan-ubsan';
const TREE = `build/${PRESET}`;
const BOUNDS = ['-runs=200000', '-max_total_time=30', '-max_len=8192', '-timeout=5'];

/** Runs every fuzz target of the sanitizer build for a limited time. `build/fuzz` keeps the inputs that reach new code. */
export async function fuzz() {
  await cmakeBuild(PRESET);
  const targets = filesUnder(TREE, /fuzz/).filter(
    (path) => !path.includes('CMakeFiles') && isProgram(join(root, path)),
  );
  if (targets.length === 0) throw new CommandError(`Expected fuzz targets in ${TREE}, found none`, '');
  const seeds = filesUnder('tests/cpp/fuzz/corpus', /./).length > 0 ? ['tests/cpp/fuzz/corpus'] : [];
  const runs = [];
  for (const target of targets) {
    const found = `build/fuzz/${target.split('/').at(-1)}`;
    mkdirSync(join(root, found), { recursive: true });
    const output = await must(target, [...BOUNDS, `-artifact_prefix=${found}/`, found, ...seeds], {
      yields: true,
    });
    runs.push(output.match(/^Done (\d+) runs/m)?.[1]);
  }
  if (runs.includes(undefined)) throw new CommandError('A fuzz target ended without running its inputs', '');
  return { passed: targets.length, note: `${runs.join(' and ')} inputs` };
}
