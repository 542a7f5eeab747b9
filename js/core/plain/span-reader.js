// Turns the event log into finished spans in the form of OTLP. It finds no links.
import * as CONTENT from '../../log/records/content.js';
import * as OP from '../../log/records/op.js';
import * as START from '../../log/records/start.js';
import * as STATUS from '../../log/records/status.js';
import { filled } from './filled.js';
import { LogCursor } from './log-cursor.js';

/** @typedef {import('../../log/event-log.js').EventLog} EventLog */
/** @typedef {import('./log-cursor.js').KeyValue} KeyValue */
/** @typedef {{ traceId: string, spanId: string, attributes?: KeyValue[] }} WireLink */
/** @typedef {Record<string, any> & { links?: WireLink[] }} WireSpan */
/** @typedef {{ kind: number, name: string, attributes: KeyValue[] }} Template */
/** @typedef {{ number: number, id: string, open: number }} Trace */
/**
 * @typedef {object} OpenSpan
 * @property {Trace} trace
 * @property {string} spanId
 * @property {string} parentSpanId
 * @property {Template} template
 * @property {string} [name] a name of its own
 * @property {number} start
 * @property {number} bits of its START
 * @property {string} [traceState]
 * @property {KeyValue[][]} content by side
 * @property {KeyValue[]} attributes
 * @property {object[]} events
 * @property {WireLink[]} links
 */

/** Finished traces are remembered for late children, up to this number. */
const MAX_DONE = 1024;
const SIDES = ['input', 'output'];
const NODE_WORDS = 4;
/** The records that only links need: words after the first two. @type {Record<number, number>} */
const LINKED_WORDS = { [OP.LINEAGE]: 4, [OP.IDENTIFY]: 2, [OP.MESSAGE]: 1 };
const [SAMPLED, RANDOM, HAS_IS_REMOTE, IS_REMOTE] = [1, 2, 0x100, 0x200];
const NO_PARENT = '0'.repeat(16);

export class SpanReader {
  /** The resource and scope of the spans. @type {{ resource: object, scope: object }} */
  origin = { resource: {}, scope: {} };
  counts = { started: 0, ended: 0, late: 0 };
  #cursor = new LogCursor();
  #onFinished;
  /** @type {Template[]} */
  #templates = [];
  /** @type {Map<number, Trace>} */
  #traces = new Map();
  /** Finished traces, oldest first. @type {Set<Trace>} */
  #done = new Set();
  /** @type {Map<number, OpenSpan>} */
  #open = new Map();

  /** @param {(span: WireSpan) => void} onFinished called with each span to export, in the order of their ends */
  constructor(onFinished) {
    this.#onFinished = onFinished;
  }

  get open() {
    return this.counts.started - this.counts.ended;
  }

  /** @param {EventLog} log emptied by the call */
  read(log) {
    this.#cursor.run(log, (op, a, b) => this.#record(op, a, b));
  }

  /** @param {number} op @param {number} a @param {number} b */
  #record(op, a, b) {
    const cursor = this.#cursor;
    if (op === OP.RESOURCE) {
      const scope = filled({ name: cursor.text(), version: cursor.text() });
      this.origin = { resource: filled({ attributes: cursor.items() }), scope };
      return;
    }
    const number = cursor.word();
    if (op === OP.TEMPLATE) this.#templates[number] = { kind: a, name: cursor.text(), attributes: cursor.items() };
    else if (op === OP.TRACE) this.#trace(number, cursor.id(4));
    else if (op === OP.START) this.#start(number, a);
    else if (op === OP.END) this.#end(number, a, b !== 0);
    else if (op in LINKED_WORDS) cursor.skip(LINKED_WORDS[op]);
    else this.#addTo(this.#find(number), op, a, b);
  }

  /** @param {number} number @param {string} id */
  #trace(number, id) {
    const trace = this.#traces.get(number) ?? { number, id, open: 0 };
    this.#traces.set(number, trace);
    this.#count(trace, 0);
  }

  /** Changes the number of a trace's open spans, and forgets the oldest finished trace. @param {Trace} trace @param {number} change */
  #count(trace, change) {
    trace.open += change;
    this.#done.delete(trace);
    if (trace.open > 0) return;
    this.#done.add(trace);
    if (this.#done.size <= MAX_DONE) return;
    const [oldest] = this.#done;
    this.#done.delete(oldest);
    this.#traces.delete(oldest.number);
  }

  /** @param {number} number @param {number} bits */
  #start(number, bits) {
    const cursor = this.#cursor;
    const trace = this.#traces.get(cursor.word());
    cursor.skip(1);
    const template = this.#templates[cursor.word()];
    cursor.skip(1);
    const [spanId, parentSpanId, start] = [cursor.id(2), cursor.id(2), cursor.double()];
    if (!trace) return;
    const own = { content: [], attributes: [], events: [], links: [] };
    this.#open.set(number, { trace, spanId, parentSpanId, template, start, bits, ...own });
    this.#count(trace, 1);
    if (!(bits & START.STAND_IN)) this.counts.started += 1;
  }

  /** Returns a span if it is open, and counts records that come after its end. @param {number} number */
  #find(number) {
    const span = this.#open.get(number);
    if (!span) this.counts.late += 1;
    return span;
  }

  /** Reads a record about a span. @param {OpenSpan | undefined} span @param {number} op @param {number} a @param {number} b */
  #addTo(span, op, a, b) {
    const cursor = this.#cursor;
    if (op === OP.VALUE) {
      cursor.skip(1);
      cursor.skip(cursor.word() * NODE_WORDS);
    } else if (op === OP.CONTENT) {
      const text = cursor.text();
      cursor.skip(1);
      if (span && !(b & CONTENT.LOCAL)) span.content[a] = contentAttributes(SIDES[a], text, b);
    } else if (op === OP.ATTR) {
      const attribute = cursor.keyValue(a);
      span?.attributes.push(attribute);
    } else if (op === OP.EVENT) {
      const name = cursor.text();
      const timeUnixNano = nanoseconds(cursor.double());
      const event = { timeUnixNano, name, ...filled({ attributes: cursor.items() }) };
      span?.events.push(event);
    } else if (op === OP.LINK) {
      const link = { traceId: cursor.id(4), spanId: cursor.id(2), ...filled({ attributes: cursor.items() }) };
      span?.links.push(link);
    } else if (op === OP.NAME) {
      const name = cursor.text();
      if (span) span.name = name;
    } else if (op === OP.TRACE_STATE) {
      const traceState = cursor.text();
      if (span) span.traceState = traceState;
    } else if (op === OP.RETEMPLATE) {
      const template = this.#templates[cursor.word()];
      if (span) span.template = template;
    } else throw new Error(`the event log has an unknown record (${op})`);
  }

  /** @param {number} number @param {number} code @param {boolean} isDropped */
  #end(number, code, isDropped) {
    const end = this.#cursor.double();
    const message = this.#cursor.text();
    const span = this.#find(number);
    if (!span) return;
    this.#open.delete(number);
    this.#count(span.trace, -1);
    if (span.bits & START.STAND_IN) return;
    this.counts.ended += 1;
    if (!isDropped) this.#onFinished(finished(span, end, code, message));
  }
}

/** @param {OpenSpan} span @param {number} end microseconds @param {number} code @param {string} message @returns {WireSpan} */
function finished(span, end, code, message) {
  const { trace, spanId, parentSpanId, template, name = template.name, start, content, events, links } = span;
  return {
    traceId: trace.id,
    spanId,
    ...filled({
      traceState: span.traceState,
      parentSpanId: parentSpanId === NO_PARENT ? '' : parentSpanId,
      name,
      kind: template.kind,
    }),
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(Math.max(start, end)),
    ...filled({ attributes: [...template.attributes, ...content.flat(), ...span.attributes], events, links }),
    ...(code !== STATUS.UNSET && { status: filled({ message, code }) }),
    flags: flagsOf(span.bits),
  };
}

/** The flags of W3C Trace Context, and that it is known whether the parent is in another process. @param {number} bits of START */
const flagsOf = (bits) =>
  SAMPLED | (bits & START.RANDOM_TRACE ? RANDOM : 0) | HAS_IS_REMOTE | (bits & START.REMOTE_PARENT ? IS_REMOTE : 0);

/** @param {string} side @param {string} text @param {number} bits @returns {KeyValue[]} */
const contentAttributes = (side, text, bits) => [
  { key: `${side}.value`, value: { stringValue: text } },
  { key: `${side}.mime_type`, value: { stringValue: bits & CONTENT.JSON ? 'application/json' : 'text/plain' } },
];

/** @param {number} micros */
const nanoseconds = (micros) => BigInt(Math.trunc(micros)) * 1000n;
