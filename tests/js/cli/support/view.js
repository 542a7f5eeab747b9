// Runs `spanloom view` as a process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { COMMAND } from './command.js';

const POLL_MS = 20;
/** So that a line too many is seen. */
const SETTLED_MS = 100;

/**
 * Resolves when it listens, and ends it with the test.
 * @param {import('node:test').TestContext} t @param {string[]} [args] @param {Record<string, string>} [env]
 */
export async function startView(t, args = [], env = {}) {
  const place = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, [COMMAND, 'view', ...place, ...args], { env: { ...process.env, ...env } });
  const ended = once(child, 'exit').then(([code]) => code);
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const lines = () => err.split('\n').slice(0, -1);
  while (!out.includes('Ctrl+C')) {
    if (child.exitCode !== null) throw new Error(err);
    await wait(POLL_MS);
  }
  return {
    ...{ child, ended, out },
    /** Of the page, with a slash at its end. */
    url: out.split(/\s+/)[1],
    /** The lines on stderr, once there are so many. @param {number} count */
    async errors(count) {
      while (lines().length < count) await wait(POLL_MS);
      await wait(SETTLED_MS);
      return lines();
    },
  };
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
