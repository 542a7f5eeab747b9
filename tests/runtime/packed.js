import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCENARIO = fileURLToPath(new URL('scenario.js', import.meta.url));

/** Makes the tarball that would be published, from what is built. @returns {{ path: string, files: string[] }} */
export function pack(folder) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename, files }] = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return { path: join(folder, filename), files: files.map((file) => file.path) };
}

/** An empty folder, gone when the test is over. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A project that has the packed package in node_modules, as a user has it, and the scenario beside. */
export function project(t) {
  const folder = temporaryFolder(t);
  const target = join(folder, 'node_modules/spanloom');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', pack(folder).path, '-C', target, '--strip-components=1']);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "dependencies": { "spanloom": "*" } }');
  copyFileSync(SCENARIO, join(folder, 'scenario.js'));
  return folder;
}
