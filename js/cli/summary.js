// What a run did, for people and for programs.

/** A part of the input that is no request. @typedef {{ place: string, reason: string }} Refusal */
/** @typedef {import('../types/linker-stats.js').ContentGap} ContentGap */

/** Programs get no more refusals than this; all are counted. */
const MAX_REFUSALS = 100;
const VIAS = /** @type {const} */ (['member', 'structure', 'text']);
const COUNTERS = /** @type {const} */ ([
  ...[
    'spans',
    'logs',
    'linkedTraces',
    'evictedTraces',
    'evictedSpans',
    'lateSpans',
    'duplicateSpans',
    'droppedSpans',
    'droppedLogs',
  ],
]);

/** Of a reason, the scopes with the most spans are named. */
const MAX_SCOPES = 3;
const REASONS = {
  unknown: 'with no attribute that a convention knows',
  empty: 'whose content was not recorded',
  cut: 'whose output was lost to the limit of attributes',
};

export class Summary {
  /** Requests that were read, also of other signals. */
  requests = 0;
  readBytes = 0;
  /** Requests that the output could not hold. */
  unwritten = 0;
  refused = 0;
  /** @type {Refusal[]} */
  refusals = [];
  /** Sums of all threads. @type {Record<string, number>} */
  counts = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
  /** @type {Record<string, number>} */
  links = Object.fromEntries(VIAS.map((via) => [via, 0]));

  /** @type {ContentGap[]} */
  withoutContent = [];

  #onRefused;

  /** @param {(refusal: Refusal) => void} onRefused */
  constructor(onRefused) {
    this.#onRefused = onRefused;
  }

  /** @param {string} place @param {string} reason */
  refuse(place, reason) {
    this.refused += 1;
    if (this.refusals.length < MAX_REFUSALS) this.refusals.push({ place, reason });
    this.#onRefused({ place, reason });
  }

  /** @param {import('./shard.js').ShardStats[]} stats of each thread */
  addStats(stats) {
    for (const each of stats) {
      for (const name of COUNTERS) this.counts[name] += each[name];
      for (const via of VIAS) this.links[via] += each.links[via];
    }
    this.withoutContent = sumOf(stats.flatMap(({ withoutContent }) => withoutContent));
  }

  toJSON() {
    const { requests, refused, refusals, unwritten, links, withoutContent } = this;
    const { linkedTraces, ...counts } = this.counts;
    return { ...counts, traces: linkedTraces, links, withoutContent, requests, refused, refusals, unwritten };
  }

  toString() {
    const { spans, logs, linkedTraces, evictedSpans, evictedTraces, lateSpans } = this.counts;
    const { duplicateSpans, droppedSpans, droppedLogs } = this.counts;
    const total = Object.values(this.links).reduce((sum, count) => sum + count, 0);
    const kinds = VIAS.filter((via) => this.links[via] > 0).map((via) => `${number(this.links[via])} ${via}`);
    const log = logs > 0 ? `, and ${count(logs, 'log record')}` : '';
    return lines(
      `${count(spans, 'span')} in ${count(linkedTraces, 'trace')}${log}`,
      `${count(total, 'link')}${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`,
      ...this.#gaps(),
      evictedSpans > 0 &&
        `${count(evictedSpans, 'span')} of ${count(evictedTraces, 'trace')} without links: too much at once for --memory`,
      lateSpans > 0 && `${count(lateSpans, 'span')} without links: farther from the rest of the trace than --window`,
      duplicateSpans > 0 && `${count(duplicateSpans, 'span')} more than once: the first of each has the links`,
      droppedSpans > 0 && `${count(droppedSpans, 'span')} lost: too much at once for --memory`,
      droppedLogs > 0 && `${count(droppedLogs, 'log record')} not used: no span of theirs came`,
      this.unwritten > 0 &&
        `${count(this.unwritten, 'request')} of other signals not written: the format holds traces only`,
      this.refused > 0 && `${count(this.refused, 'request')} refused`,
    );
  }

  /** A line for each reason. */
  #gaps() {
    return /** @type {const} */ (['unknown', 'empty', 'cut']).flatMap((reason) => {
      const gaps = this.withoutContent.filter((gap) => gap.reason === reason).sort((a, b) => b.spans - a.spans);
      const total = gaps.reduce((sum, { spans }) => sum + spans, 0);
      const scopes = gaps.slice(0, MAX_SCOPES).map(({ scope }) => scope || 'no name');
      const more = gaps.length > MAX_SCOPES ? ', ...' : '';
      return total > 0 ? [`${count(total, 'span')} ${REASONS[reason]} (${scopes.join(', ')}${more})`] : [];
    });
  }
}

/** The gaps of all threads, added up. @param {ContentGap[]} gaps */
function sumOf(gaps) {
  /** @type {Map<string, ContentGap>} */
  const sums = new Map();
  for (const { scope, reason, spans } of gaps) {
    const key = `${reason} ${scope}`;
    sums.set(key, { scope, reason, spans: spans + (sums.get(key)?.spans ?? 0) });
  }
  return [...sums.values()].sort((a, b) => (a.scope < b.scope ? -1 : 1));
}

/** @param {(string | false)[]} items */
const lines = (...items) =>
  items
    .filter(Boolean)
    .map((item) => `${item}\n`)
    .join('');

/** @param {number} value */
const number = (value) => value.toLocaleString('en-US');

/** @param {number} value @param {string} noun */
export const count = (value, noun) => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
