import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WRANGLER = fileURLToPath(new URL('../../node_modules/wrangler/bin/wrangler.js', import.meta.url));

/**
 * What would be deployed.
 * @param {string} folder
 * @param {string[]} flags compatibility flags
 * @returns {Promise<{ folder: string, wasm: string[], said: string }>} where `worker.js` is, the names of the modules beside it, and what was printed
 */
export async function buildWithWrangler(folder, flags) {
  const out = join(folder, 'out');
  const args = ['deploy', '--dry-run', '--outdir', out, ...flags.flatMap((flag) => ['--compatibility-flags', flag])];
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, WRANGLER_SEND_METRICS: 'false' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [WRANGLER, ...args], {
    cwd: folder,
    env: { ...env, WRANGLER_HIDE_BANNER: 'true' },
  });
  return { folder: out, said: stdout + stderr, wasm: readdirSync(out).filter((name) => name.endsWith('.wasm')) };
}
