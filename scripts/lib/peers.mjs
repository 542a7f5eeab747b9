// The foreign programs that tests/interop talks to. Each is locked to exact versions by the files of its folder there, and is built or
// installed in build/interop, once.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, onPath, root } from './paths.mjs';
import { CommandError, run, seconds } from './run.mjs';

const HERE = 'tests/interop';
const BUILT = join(root, 'build/interop');

/** Main packages of Go modules. @type {Record<string, string>} */
const GO = { collector: '.', jaeger: 'github.com/jaegertracing/jaeger/cmd/jaeger' };

/** Peers of 850 MB each. INTEROP_WITH names those to prepare. */
const LARGE = ['phoenix', 'mlflow'];
const wanted = (process.env.INTEROP_WITH ?? '').split(',');

const UNREACHABLE =
  /dial tcp|no such host|i\/o timeout|TLS handshake|connection refused|Forbidden|NewConnectionError|Temporary failure|Could not fetch URL|ProxyError/i;
const TOO_OLD = /requires go >=|invalid go version|toolchain not available/;
const NO_RELEASE = /No matching distribution found/;

/**
 * Prepares each peer that this machine can have.
 * @returns {Promise<Record<string, string>>} the peers that are missing, and why
 * @throws {CommandError} a build failed, although its registry can be reached
 */
export async function preparePeers() {
  /** @type {Record<string, string>} */
  const missing = {};
  for (const [name, main] of Object.entries(GO)) await prepare(name, missing, () => buildGo(name, main));
  for (const path of filesUnder(HERE, /^requirements\.txt$/)) {
    const name = path.split('/').at(-2);
    if (LARGE.includes(name) && !wanted.includes(name))
      missing[name] = `it is large; INTEROP_WITH=${LARGE} includes it`;
    else await prepare(name, missing, () => installPython(name, path));
  }
  return missing;
}

/** The program of a peer, or a script of a Python package. It exists if `hasPeer`. @param {string} name @param {string} [script] */
export const peer = (name, script) => join(BUILT, name, script ? `bin/${script}` : name);

/** Whether a peer was prepared, if only for other versions of its files. @param {string} name */
export const hasPeer = (name) => Boolean(read(join(BUILT, `${name}.digest`)));

async function prepare(name, missing, make) {
  const mark = join(BUILT, `${name}.digest`);
  const digest = digestOf(filesUnder(join(HERE, name), /^(go\.(mod|sum)|.*\.go|requirements\.txt)$/));
  if (read(mark) === digest) return;
  rmSync(join(BUILT, name), { recursive: true, force: true });
  mkdirSync(join(BUILT, name), { recursive: true });
  const start = performance.now();
  console.log(`Preparing ${name} for the tests in ${HERE} (once; this can take some minutes)`);
  const why = await make();
  if (why) missing[name] = why;
  writeFileSync(mark, why ? '' : digest);
  console.log(why ? `No ${name}: ${why}` : `Prepared ${name} in ${seconds(start)}`);
}

async function buildGo(name, main) {
  if (!onPath('go')) return 'Go is not installed';
  // A proxy alone refuses plainly; a proxy with "direct" after it ends in a look-up of the module's host.
  const proxy = (await run('go', ['env', 'GOPROXY'])).output.trim().split(/[,|]/)[0];
  const options = { cwd: join(root, HERE, name), env: { GOPROXY: proxy, GOFLAGS: '-buildvcs=false' } };
  return attempt(
    'go',
    ['build', '-p', '2', '-trimpath', '-ldflags=-s -w', '-o', peer(name), main],
    options,
    'the registry of Go modules',
  );
}

async function installPython(name, requirements) {
  if (!onPath('python3')) return 'Python is not installed';
  if ((await run('python3', ['-m', 'venv', join(BUILT, name)])).code !== 0)
    return 'Python cannot make virtual environments (on Debian, python3-venv is missing)';
  const install = ['install', '--quiet', '--no-input', '-r', requirements];
  return attempt(peer(name, 'pip'), install, {}, 'the registry of Python packages');
}

/** Runs a command. Returns why it is not to be had, if its registry cannot be reached. */
async function attempt(command, args, options, registry) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return undefined;
  if (UNREACHABLE.test(output)) return `${registry} cannot be reached`;
  if (TOO_OLD.test(output)) return 'Go is too old';
  if (NO_RELEASE.test(output)) return 'there is no release of it for this version of Python';
  throw new CommandError(`${command} ${args.join(' ')} ended with ${code}`, output);
}

const digestOf = (paths) => {
  const hash = createHash('sha256').update(process.version + process.arch);
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
};

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
