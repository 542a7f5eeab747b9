// Reads the arguments of `spanloom link`.
import { availableParallelism } from 'node:os';
import { FORMATS } from '../formats/piece.js';
import { numberOf, readOptions, UsageError } from './options.js';

/** @typedef {import('../formats/piece.js').Format} Format */
/**
 * @typedef {object} LinkArguments
 * @property {string[]} inputs paths; `-` is stdin
 * @property {string | undefined} output a path; undefined for stdout
 * @property {Format | undefined} from @property {Format | undefined} to
 * @property {string | undefined} explain the beginning of a span id @property {string | undefined} trace the beginning of a trace id
 * @property {number | undefined} threads undefined: as many as the input is worth, up to the number of cores
 * @property {number} window bytes @property {number} memory bytes @property {number | undefined} minLength
 * @property {boolean} json @property {boolean} quiet @property {boolean} help
 */

const MIB = 2 ** 20;
export const MAX_THREADS = 8;

/** @type {import('./options.js').Options} */
const OPTIONS = {
  output: { type: 'string', short: 'o' },
  from: { type: 'string' },
  to: { type: 'string' },
  explain: { type: 'string' },
  trace: { type: 'string' },
  threads: { type: 'string' },
  window: { type: 'string' },
  memory: { type: 'string' },
  'min-length': { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
};

/** @param {string[]} args those after the command @returns {LinkArguments} */
export function readLinkArguments(args) {
  const { given, positionals: inputs } = readOptions(args, OPTIONS);
  const { output, explain, trace, json = false, quiet = false, help = false } = given;
  const read = {
    ...{ inputs: inputs.length > 0 ? inputs : ['-'], output: output === '-' ? undefined : output, json, quiet, help },
    ...{ from: formatOf(given, 'from'), to: formatOf(given, 'to') },
    ...{ explain: hexOf(explain, 'explain', 16), trace: hexOf(trace, 'trace', 32) },
    threads: numberOf(given, 'threads', 1, 64),
    window: (numberOf(given, 'window', 1, 4096) ?? 64) * MIB,
    memory: (numberOf(given, 'memory', 32, 65_536) ?? 1024) * MIB,
    minLength: numberOf(given, 'min-length', 8, 1024),
  };
  if (trace !== undefined && explain === undefined) throw new UsageError('--trace says of which trace --explain is');
  for (const name of ['output', 'to', 'threads'])
    if (explain !== undefined && given[name] !== undefined)
      throw new UsageError(`--explain prints an explanation and writes no spans, so it takes no --${name}`);
  return read;
}

/** How many threads there are for a large input. */
export const defaultThreads = () => Math.min(availableParallelism(), MAX_THREADS);

/** @param {Record<string, any>} given @param {string} name @returns {Format | undefined} */
function formatOf(given, name) {
  const format = given[name];
  if (format === undefined || FORMATS.includes(format)) return format;
  throw new UsageError(`--${name} takes ${FORMATS.join(', ')}, not "${format}"`);
}

/** @param {string | undefined} id @param {string} name @param {number} digits */
function hexOf(id, name, digits) {
  if (id === undefined || (/^[0-9a-f]+$/i.test(id) && id.length <= digits)) return id?.toLowerCase();
  throw new UsageError(`--${name} takes the ${digits} hex digits of an id, or the first of them, not "${id}"`);
}
