import { spawn } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';
import { root } from './paths.mjs';

/**
 * Runs a program to its end, without a shell.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, show?: boolean, yields?: boolean, limit?: number }} [options]
 *   `show` prints the output instead of returning it; a program that `yields` gets the processor time that others leave;
 *   after `limit` milliseconds the program is killed
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program cannot be started
 */
export function run(command, args, { env = {}, cwd = root, show = false, yields = false, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    if (yields && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const timer = limit && setTimeout(giveUp, limit);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: String(error) });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const output = Buffer.concat(chunks).toString();
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output });
    });

    function giveUp() {
      chunks.push(Buffer.from(`\nkilled: it ran for more than ${limit / 60_000} minutes`));
      child.kill('SIGKILL');
      // What it has started may live on, and holds the other ends.
      child.stdout?.destroy();
      child.stderr?.destroy();
    }
  });
}

/** Like `run`, but throws for an exit code other than 0. @returns {Promise<string>} the output @throws {CommandError} */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new CommandError(`${command} ${args.join(' ')} ended with ${code}`, output);
  return output;
}

/** How many programs run at a time. */
export const JOBS = availableParallelism();

/** Calls `act` with each item, JOBS at a time. @template T @param {T[]} items @param {(item: T) => Promise<void>} act */
export async function inParallel(items, act) {
  const queue = [...items];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: JOBS }, worker));
}

/** A program failed. `output` is what it printed; `passed` and `failed` count its tests, if it has any. */
export class CommandError extends Error {
  constructor(message, output, { passed = 0, failed = 1 } = {}) {
    super(message);
    Object.assign(this, { name: 'CommandError', output, passed, failed: Math.max(failed, 1) });
  }
}

/** A failure that the user can repair: its message says how, so no stack is printed. */
export class SetupError extends Error {}

/** Prints an error and ends with exit code 1. @param {unknown} error @returns {never} */
export function reportFailure(error) {
  if (error instanceof CommandError) console.error(`${error.message}\n${error.output}`);
  else console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
}

/** The time since `start`, a result of `performance.now()`, as text. */
export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
