// How much longer the core as JavaScript takes to link texts than the Wasm core.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../statistics.mjs';

const PROGRAM = fileURLToPath(new URL('../run-fallback.mjs', import.meta.url));
const ROUNDS = 5;
const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const timeOf = (/** @type {string} */ core) =>
  Number(execFileSync(process.execPath, [PROGRAM, core], { encoding: 'utf8' }));

export async function measure() {
  const ratios = Array.from({ length: ROUNDS }, () => timeOf('javascript') / timeOf('wasm'));
  const measured = Math.round(median(ratios) * 10) / 10;
  const times = Math.round(measured);
  return { 'fallback-speed': { text: `about ${NUMBERS[times] ?? times} times`, measured } };
}
