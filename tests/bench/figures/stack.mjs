// How deep a recursive function gets in Node, untraced and traced, and what a traced call takes of the stack.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../run-stack.mjs', import.meta.url));

/** V8's default on 64-bit machines. */
const STACK_BYTES = 984 * 1024;

const rounded = (/** @type {number} */ value, /** @type {number} */ step) => {
  const measured = Math.round(value);
  return { text: (Math.round(measured / step) * step).toLocaleString('en'), measured };
};

export async function measure() {
  const [untraced, traced] = ['untraced', 'traced'].map((name) =>
    Number(execFileSync(process.execPath, [PROGRAM, name], { encoding: 'utf8' })),
  );
  const bytes = rounded(STACK_BYTES / traced - STACK_BYTES / untraced, 10);
  return {
    depth: rounded(traced, 100),
    'depth-untraced': rounded(untraced, 100),
    stack: { ...bytes, text: `${bytes.text} bytes` },
  };
}
