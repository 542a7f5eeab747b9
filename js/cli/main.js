// The command `spanloom`: its commands, and what goes wrong in them.
import { VERSION } from '../base/version.js';
import { OK, REFUSED, WRONG_USE } from './exit-codes.js';
import { HELP } from './help.js';
import { nearest } from './nearest.js';
import { UsageError } from './options.js';
import { ClosedError } from './sink.js';

/** @typedef {Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>} Io */

/** Each loads what it needs, and nothing of the others. @type {Record<string, (args: string[], io: Io) => Promise<number>>} */
const COMMANDS = {
  link: async (args, io) => (await import('./link-command.js')).linkCommand(args, io),
  view: async (args, io) => (await import('./view-command.js')).viewCommand(args, io),
};

/** @param {string[]} args @param {Io} io @returns {Promise<number>} the exit code */
export async function main(args, io) {
  const [command, ...rest] = args;
  const isKnown = command !== undefined && Object.hasOwn(COMMANDS, command);
  try {
    if (isKnown) return await COMMANDS[command](rest, io);
    if (command === '--version') return print(io, `${VERSION}\n`);
    if (command === '--help' || command === '-h') return print(io, HELP);
    if (command === undefined) throw new UsageError('there is no command');
    const meant = nearest(command, Object.keys(COMMANDS));
    throw new UsageError(`there is no command ${command}${meant ? `; did you mean ${meant}?` : ''}`);
  } catch (error) {
    if (error instanceof ClosedError) return OK;
    const { message } = /** @type {Error} */ (error);
    io.stderr.write(`spanloom: ${message}\n`);
    if (!(error instanceof UsageError)) return REFUSED;
    io.stderr.write(`Run "spanloom${isKnown ? ` ${command}` : ''} --help" for help.\n`);
    return WRONG_USE;
  }
}

/** @param {Io} io @param {string} text */
function print({ stdout }, text) {
  stdout.write(text);
  return OK;
}
