import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program to its end, without a shell.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, show?: boolean }} [options] show: its output goes straight to
 *   the terminal instead of into the result
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program cannot be started
 */
export function run(command, args, { env = {}, cwd = root, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString();
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/** As `run`, but an exit code other than 0 is an error that carries the whole output. */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new CommandError(`${command} ${args.join(' ')} ended with ${code}`, output);
  return output;
}

/** A program failed. `output` is what it printed; `passed` and `failed` count its tests, where it has any. */
export class CommandError extends Error {
  constructor(message, output, { passed = 0, failed = 1 } = {}) {
    super(message);
    Object.assign(this, { name: 'CommandError', output, passed, failed: Math.max(failed, 1) });
  }
}

/** Prints an error, with the output of the program that failed, and ends with exit code 1. @param {any} error @returns {never} */
export function reportFailure(error) {
  console.error(error instanceof CommandError ? `${error.message}\n${error.output}` : error.message);
  process.exit(1);
}

/** Seconds since `start` (of `performance.now()`), for people. */
export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
