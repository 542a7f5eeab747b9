import { askedIn } from './asked.js';
import { Terms } from './terms.js';

/** @typedef {import('../model.js').TraceSummary} TraceSummary */
/** @typedef {import('./span-row.js').Row} Row */

const MAX_SERVICES = 20;
/** Characters of names, and of errors. */
const MAX_TERMS = 999;

/** @param {import('./trace.js').Trace} trace @returns {TraceSummary} */
export function summaryOf(trace) {
  const { traceId, rows, origin } = trace;
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  /** @type {Row | undefined} */
  let root;
  const [services, kinds] = [new Set(), new Set()];
  const [names, errors] = [new Terms(MAX_TERMS), new Terms(MAX_TERMS)];
  const tokens = { input: 0, output: 0 };
  let [hasTokens, hasError] = [false, false];
  /** @type {string | undefined} */
  let sessionId;
  for (const row of rows.values()) {
    // A span without a start would put the trace into 1970.
    if (row.start > 0) start = Math.min(start, row.start);
    end = Math.max(end, row.end);
    if (!root || rank(row, rows) < rank(root, rows) || (rank(row, rows) === rank(root, rows) && row.start < root.start))
      root = row;
    if (row.service && services.size < MAX_SERVICES) services.add(row.service);
    kinds.add(row.kind);
    names.add(row.name);
    if (row.error) errors.add(row.error);
    sessionId ??= row.sessionId;
    hasError ||= row.status === 'error';
    if (!row.tokens || row.kind === 'agent' || row.kind === 'workflow') continue;
    hasTokens = true;
    tokens.input += row.tokens.input ?? 0;
    tokens.output += row.tokens.output ?? 0;
  }
  if (!Number.isFinite(start)) start = 0;
  if (!root)
    return { traceId, name: '', services: [], start: 0, duration: 0, spanCount: 0, status: 'unset', kinds: [], origin };
  return {
    traceId,
    name: root.name,
    services: [...services],
    ...(sessionId !== undefined && { sessionId }),
    start: start / 1000,
    duration: (end - start) / 1000,
    spanCount: rows.size,
    status: hasError ? 'error' : root.status,
    kinds: [...kinds],
    ...(hasTokens && { tokens }),
    origin,
    ...(root.question === undefined || root.answer === undefined ? askedIn(trace) : {}),
    ...(root.question !== undefined && { question: root.question }),
    ...(root.answer !== undefined && { answer: root.answer }),
    terms: [names.text, errors.text].filter(Boolean).join('\n'),
  };
}

/** The root comes first, then spans whose parent is not there. @param {Row} row @param {ReadonlyMap<string, Row>} rows */
function rank({ parentSpanId }, rows) {
  if (parentSpanId === '') return 0;
  return rows.has(parentSpanId) ? 2 : 1;
}
