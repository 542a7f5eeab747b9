// The command `spanloom link`: what it prints, and its exit code.
import { realpath } from 'node:fs/promises';
import { OK, REFUSED } from './exit-codes.js';
import { explainSpan } from './explain.js';
import { explanationText } from './explain-view.js';
import { LINK_HELP } from './help.js';
import { openInputs } from './inputs.js';
import { linkInputs } from './link.js';
import { readLinkArguments } from './link-arguments.js';
import { createProgress, NO_PROGRESS } from './progress.js';
import { fileSink, streamSink } from './sink.js';

/** @typedef {import('./link-arguments.js').LinkArguments} LinkArguments */
/** @typedef {import('./main.js').Io} Io */

const MAX_PRINTED_REFUSALS = 10;

/** @param {string[]} args @param {Io} io @returns {Promise<number>} the exit code */
export async function linkCommand(args, io) {
  const options = readLinkArguments(args);
  if (!options.help) return link(options, io);
  io.stdout.write(LINK_HELP);
  return OK;
}

/** @param {LinkArguments} options @param {Io} io */
async function link(options, io) {
  const inputs = await openInputs(options.inputs, io.stdin);
  const report = refusalPrinter(io.stderr, options.json);
  const context = { options, inputs, onRefused: report.add };
  if (options.explain === undefined) return write(context, io, report);
  const explanation = await explainSpan(/** @type {any} */ (context));
  report.end();
  io.stdout.write(options.json ? jsonOf(explanation) : explanationText(explanation, terminalOf(io)));
  return report.count() > 0 ? REFUSED : OK;
}

/** @param {Omit<import('./link.js').Link, 'sink' | 'progress'> & { options: LinkArguments }} context @param {Io} io @param {Report} report */
async function write(context, io, report) {
  const { options, inputs } = context;
  const { output, json, quiet } = options;
  const sink = output === undefined ? streamSink(io.stdout) : await fileSink(output);
  const isVisible = io.stderr.isTTY && !quiet && !json;
  const progress = isVisible ? createProgress(io.stderr, inputs) : NO_PROGRESS;
  try {
    const summary = await linkInputs({ ...context, sink, progress });
    progress.clear();
    report.end();
    const isKept = summary.refused > 0 && (summary.requests === 0 || (await isInput(output, inputs)));
    if (!isKept) await sink.finish();
    if (!quiet) io.stderr.write(json ? `${JSON.stringify(summary)}\n` : summary.toString());
    if (isKept && output) io.stderr.write(`spanloom: ${output} was not written, because of what was refused\n`);
    return summary.refused > 0 ? REFUSED : OK;
  } finally {
    progress.clear();
    await sink.abandon();
  }
}

/** @param {string | undefined} output @param {import('./inputs.js').OpenInput[]} inputs */
async function isInput(output, inputs) {
  const path = output && (await realpath(output).catch(() => undefined));
  return path !== undefined && inputs.some((input) => input.path === path);
}

/** @typedef {{ add(refusal: import('./summary.js').Refusal): void, end(): void, count(): number }} Report */

/** Prints what was refused when it happens, but not thousands of lines. @param {NodeJS.WriteStream} stderr @param {boolean} isSilent @returns {Report} */
function refusalPrinter(stderr, isSilent) {
  let count = 0;
  return {
    add({ place, reason }) {
      count += 1;
      if (!isSilent && count <= MAX_PRINTED_REFUSALS) stderr.write(`${place}: ${reason}\n`);
    },
    end() {
      const more = count - MAX_PRINTED_REFUSALS;
      if (!isSilent && more > 0) stderr.write(`and ${more} more that were refused\n`);
    },
    count: () => count,
  };
}

/** @param {Io} io */
function terminalOf({ stdout, env }) {
  const color = Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  return { color, columns: stdout.columns };
}

/** @param {import('./explain.js').Explanation} explanation */
const jsonOf = ({ traceId, spanId, from, to, trace }) =>
  `${JSON.stringify({ traceId, spanId, name: trace.spans.get(spanId)?.name, from, to }, null, 2)}\n`;
