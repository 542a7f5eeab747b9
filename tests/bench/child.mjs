import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a file of this folder in a process of its own.
 * @param {string} file @param {string[]} [args] @param {Record<string, string>} [env]
 */
export function start(file, args = [], env = {}) {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--expose-gc'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/**
 * The next message of a process; rejects when it ends without one.
 * @param {import('node:child_process').ChildProcess} child @returns {Promise<any>}
 */
export function answer(child) {
  return new Promise((resolve, reject) => {
    const ended = (code, signal) =>
      reject(new Error(`${child.spawnargs.slice(2).join(' ')} ended with ${signal ?? code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** Runs a file of this folder to its one message. @param {string} file @param {string[]} [args] @param {Record<string, string>} [env] */
export const measured = (file, args, env) => answer(start(file, args, env));
