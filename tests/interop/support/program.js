// Programs of others, started for one test file. None outlives it, however it ends.
import { spawn } from 'node:child_process';
import { hasPeer } from '../../../scripts/lib/peers.mjs';

/** Ends the program, and what it started, when standard input ends, which it does even if this process is killed. */
const UNTIL_STDIN_ENDS = '"$@" </dev/null & program=$!; exec >/dev/null 2>&1; cat; kill -9 $program; wait; kill -9 0';
const START_TIMEOUT_MS = 120_000;

/** The `skip` option of a test that needs these peers. @param {...string} names @returns {string | false} */
export function unlessThere(...names) {
  const missing = names.filter((name) => !hasPeer(name));
  return (
    missing.length > 0 && `${missing.join(' and ')}: not prepared. npm run test:interop prepares it, or says why not`
  );
}

/**
 * Starts a program.
 * @param {Pick<import('node:test').TestContext, 'after'>} t ends it
 * @param {string} path @param {string[]} args
 * @param {RegExp[]} ready what it has printed when it is ready, in any order: the first group of each match is returned
 * @param {Record<string, string>} [env]
 * @returns {Promise<string[]>} rejects with what it printed, if it ends or says nothing instead
 */
export function startProgram(t, path, args, ready, env = {}) {
  // A process group of its own, which can be killed as a whole.
  const options = { env: { ...process.env, ...env }, detached: true };
  const child = spawn('/bin/sh', ['-c', UNTIL_STDIN_ENDS, 'sh', path, ...args], options);
  const ended = new Promise((resolve) => child.on('close', resolve));
  t.after(() => {
    child.stdin.end();
    return ended;
  });
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ what) => reject(new Error(`${path} ${what}:\n${printed}`));
    const timer = setTimeout(() => fail('is not ready'), START_TIMEOUT_MS);
    ended.then(() => clearTimeout(timer));
    child.on('error', reject);
    child.stderr.on('end', () => fail('ended'));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        printed += text;
        const found = ready.map((pattern) => pattern.exec(printed));
        if (found.every((match) => match !== null)) resolve(found.map((match) => match[1]));
      });
    }
  });
}
