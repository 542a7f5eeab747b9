// The command `spanloom view`: what it prints.
import { clean } from '../exporters/text.js';
import { OK } from './exit-codes.js';
import { VIEW_HELP } from './help.js';
import { statFile } from './inputs.js';
import { openBrowser } from './open-browser.js';
import { createTraceHub } from './view/hub.js';
import { listen } from './view/listen.js';
import { isOwnAddress } from './view/local-names.js';
import { viewListener } from './view/server.js';
import { readViewArguments } from './view-arguments.js';

/** That of OTLP/HTTP. */
const DEFAULT_PORT = 4318;
const MAX_PRINTED_REASONS = 10;
const MAX_REASON = 300;

/** Its server keeps the process running. @param {string[]} args @param {import('./main.js').Io} io @returns {Promise<number>} the exit code */
export async function viewCommand(args, { stdout, stderr }) {
  const { help, files, port, host, open } = readViewArguments(args);
  if (help) {
    stdout.write(VIEW_HELP);
    return OK;
  }
  await Promise.all(files.map(statFile));
  const warn = (/** @type {string} */ message) => void stderr.write(`spanloom: ${message}\n`);
  const hub = createTraceHub({
    onFirstDrop: () => warn('more came than is kept: pages that open from now on do not show the oldest traces'),
  });
  const listener = viewListener({ hub, files, host, onRefused: refusalPrinter(warn) });
  const server = await listen(listener, { port: port ?? DEFAULT_PORT, isFixed: port !== undefined, host });
  if (port === undefined && server.port !== DEFAULT_PORT)
    warn(`port ${DEFAULT_PORT} is busy, so apps must be told to send to port ${server.port}`);
  if (host !== undefined && !isOwnAddress(host)) warn(`everyone who reaches ${host} can read the traces`);
  stdout.write(`Page      ${server.url}/\nEndpoint  ${server.url}/v1/traces\nPress Ctrl+C to stop.\n`);
  if (open) openBrowser(`${server.url}/`, (message) => warn(`cannot open the browser: ${message}`));
  return OK;
}

/** Prints each reason once, as an SDK sends again and again. @param {(message: string) => void} warn */
function refusalPrinter(warn) {
  const printed = new Set();
  return (/** @type {string} */ reason, /** @type {string} */ path) => {
    const line = `a request to ${path} was refused: ${clean(reason, MAX_REASON)}`;
    if (printed.has(line) || printed.size > MAX_PRINTED_REASONS) return;
    printed.add(line);
    warn(printed.size > MAX_PRINTED_REASONS ? 'more requests were refused for other reasons' : line);
  };
}
