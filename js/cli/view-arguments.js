// Reads the arguments of `spanloom view`.
import { numberOf, readOptions, UsageError } from './options.js';

/**
 * @typedef {object} ViewArguments
 * @property {string[]} files paths
 * @property {number | undefined} port undefined: the default, or the next free one
 * @property {string | undefined} host undefined: this machine alone
 * @property {boolean} open @property {boolean} help
 */

/** @type {import('./options.js').Options} */
const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** What stands in a URL as a host: a name, or an address. */
const HOST = /^[\w.:-]+$/;

/** @param {string[]} args those after the command @returns {ViewArguments} */
export function readViewArguments(args) {
  const { given, positionals: files } = readOptions(args, OPTIONS);
  const { host, open = false, help = false } = given;
  if (files.includes('-')) throw new UsageError('view reads files, not stdin: name one');
  if (host !== undefined && !HOST.test(host)) throw new UsageError(`--host takes a name or an address, not "${host}"`);
  return { files, port: numberOf(given, 'port', 0, 65_535), host, open, help };
}
