// Writes what happens to spans into the event log, as records.

import { fromHex } from '../base/random.js';
import { RANDOM } from '../base/trace-flags.js';
import { exceptionAttributes } from '../failures/describe-failure.js';
import { noteValue } from '../identity/note-value.js';
import { writeAttributes, writeItems } from '../log/attributes.js';
import { EventLog } from '../log/event-log.js';
import { plainAttributes } from '../log/plain-attributes.js';
import * as CONTENT from '../log/records/content.js';
import * as OP from '../log/records/op.js';
import * as SHAPE from '../log/records/shape.js';
import * as SIDE from '../log/records/side.js';
import * as START from '../log/records/start.js';
import * as STATUS from '../log/records/status.js';
import { NONE } from '../log/records.js';
import { isObject } from '../reading/data.js';
import { linkAttributes } from './attributes.js';
import { NonRecordingSpan } from './non-recording-span.js';
import { SCOPE } from './resource.js';
import { Templates } from './templates.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../identity/note-value.js').Limits} Limits */
/**
 * What another process said about its spans.
 * @typedef {object} Lineage
 * @property {number[]} keyWords the ID of the span that keys its hashes
 * @property {Uint8Array} bytes
 * @property {import('../capture/snapshot.js').Captured[]} messages the content that came with it, until it is logged
 * @property {number} loggedAt the value of the log's `takes` when it was logged; negative before
 */

export class Recorder {
  log = new EventLog();
  templates = new Templates(this.log);
  /** Spans whose end is in the log, in order. Only if an exporter takes objects. @type {SpanState[]} */
  endedSpans = [];
  keepsContent;
  /** Attributes of the resource, as they are exported. */
  resource;
  #limits;

  /**
   * @param {Limits | undefined} limits of the member walk; undefined if values are not recorded @param {boolean} keepsContent whether spans keep their content, too
   * @param {Record<string, unknown>} resource the resource's attributes
   */
  constructor(limits, keepsContent, resource) {
    this.#limits = limits;
    this.keepsContent = keepsContent;
    this.resource = Object.freeze(plainAttributes(resource));
    this.#origin();
  }

  #origin() {
    const { log } = this;
    const attributes = Object.entries(this.resource);
    log.begin();
    const [name, version] = [log.intern(SCOPE.name), log.intern(SCOPE.version)];
    const at = log.claim(4);
    log.words.set([OP.RESOURCE, name, version, attributes.length], at);
    writeItems(log, attributes);
    log.commit();
  }

  /** Must come before what is logged about a trace that may be done, and is not in the core any more. @param {import('./trace.js').Trace} trace */
  trace({ number, id0, id1, id2, id3 }) {
    this.log.begin();
    this.log.put6(OP.TRACE, number, id0, id1, id2, id3);
    this.log.commit();
  }

  /** @param {SpanState} state */
  start(state) {
    const { log } = this;
    const { parent, traceContext } = state;
    const lineage = remoteParent(state)?.lineage;
    if (parent && lineage && lineage.loggedAt !== log.takes) this.lineage(state.trace, parent.number, lineage);
    log.begin();
    const head = OP.START | ((state.privacy | startBits(state)) << 8) | (state.parameters << 16);
    log.put6(head, state.number, state.trace.number, parent ? parent.number : 0, state.template.id, state.fn);
    const at = log.put6(state.id0, state.id1, parent ? parent.id0 : 0, parent ? parent.id1 : 0, 0, 0);
    log.putDouble(at + 4, state.start);
    if (traceContext?.tracestate && !state.isStandIn)
      log.put3(OP.TRACE_STATE, state.number, log.text(traceContext.tracestate));
    log.commit();
    state.loggedAt = log.takes;
  }

  /**
   * Records what another process said about its spans.
   * @param {import('./trace.js').Trace} trace @param {number} caller the number of the span that sent it, or 0 @param {Lineage} lineage
   */
  lineage(trace, caller, lineage) {
    const { log } = this;
    const [key0, key1] = lineage.keyWords;
    log.begin();
    log.put6(OP.LINEAGE, trace.number, caller, key0, key1, log.text(lineage.bytes));
    log.commit();
    lineage.loggedAt = log.takes;
    for (const message of lineage.messages.splice(0)) this.message(trace, message);
  }

  /** @param {SpanState} state a stand-in @param {number[]} idWords of the span that it stands for */
  identify(state, [id0, id1]) {
    this.log.begin();
    this.log.put4(OP.IDENTIFY, state.number, id0, id1);
    this.log.commit();
  }

  /** Records the content of a message from another process. @param {import('./trace.js').Trace} trace @param {import('../capture/snapshot.js').Captured} content */
  message(trace, { text, json }) {
    this.log.begin();
    this.log.put3(OP.MESSAGE | (Number(json) << 16), trace.number, this.log.text(text));
    this.log.commit();
  }

  /** For a new session: announces the open spans before all else that is in the log. @param {Iterable<SpanState>} open in the order of their start */
  restart(open) {
    const { log } = this;
    // Not those whose start a stack overflow interrupted, nor those whose start is in the log.
    const known = [...open].filter(({ loggedAt }) => loggedAt >= 0 && loggedAt !== log.takes);
    log.startAnew();
    log.before(() => {
      this.#origin();
      this.templates.restart();
      for (const state of known) {
        const { lineage } = remoteParent(state) ?? {};
        if (lineage) lineage.loggedAt = -1;
      }
      for (const state of known) {
        this.trace(state.trace);
        this.start(state);
      }
    });
  }

  /**
   * Records a value for links by identity, which primitives do not have.
   * @param {SpanState} state @param {number} side @param {number} shape @param {number} index @param {unknown} value
   * @param {boolean} [isAlone] whether its members are no evidence
   */
  value(state, side, shape, index, value, isAlone = shape === SHAPE.THROWN) {
    const limits = this.#limits;
    if (!limits || !state.isLinked || !isObject(value)) return;
    const within = isAlone ? { ...limits, depth: 0 } : limits;
    this.log.begin();
    noteValue(this.log, state.number, side, shape, index, value, within);
    this.log.commit();
  }

  /**
   * @param {SpanState} state @param {number} side @param {{ text: string | { length: number, toString(): string }, json: boolean }} content
   * @param {number} bits LINKED and LOCAL @param {number} root the number of the value
   */
  content(state, side, { text, json }, bits, root) {
    const { log } = this;
    log.begin();
    log.put4(OP.CONTENT | (side << 8) | ((bits | Number(json)) << 16), state.number, log.text(text), root);
    log.commit();
    state.tracer.openSpans.grow(state, text.length);
    if (bits & CONTENT.LOCAL) return;
    state.size += text.length;
    if (!this.keepsContent) return;
    if (side === SIDE.INPUT) state.input = text;
    else state.output = text;
  }

  /** @param {SpanState} state @param {string} traceId @param {string} spanId @param {Record<string, unknown>} attributes */
  link(state, traceId, spanId, attributes) {
    const entries = linkAttributes(state, attributes);
    const ids = fromHex(traceId + spanId);
    const { log } = this;
    log.begin();
    const at = log.claim(9);
    log.words.set([OP.LINK, state.number, ...ids, entries.length], at);
    writeItems(log, entries);
    log.commit();
  }

  /** @param {SpanState} state @param {boolean} isDropped whether it is not exported */
  end(state, isDropped) {
    const { log } = this;
    const { template, failure } = state;
    // First, as the bare template may be new and is a record of its own.
    const bare = !isDropped && (state.overrides || template.isBare) ? this.templates.bare(template.kind) : NONE;
    log.begin();
    if (!isDropped) {
      if (this.keepsContent) {
        // Without spans whose record was not finished.
        this.endedSpans.length = log.ended;
        this.endedSpans.push(state);
      }
      log.ended += 1;
      log.endedBytes += state.size;
      if (failure && !failure.isAnswer) this.#exception(state, failure);
      if (bare !== NONE) this.#leaveTemplate(state, bare);
      const attributes = bare === NONE ? state.attributes : { ...template.attributes, ...state.attributes };
      if (attributes) writeAttributes(log, state.number, attributes);
    }
    const message = failure ? log.text(failure.message) : 0;
    const status = failure ? STATUS.ERROR : STATUS.OK;
    const at = log.put3(OP.END | (status << 8) | (Number(isDropped) << 16), state.number, 0);
    log.claim(2);
    log.putDouble(at + 2, state.end);
    log.words[at + 4] = message;
    log.commit();
  }

  /** @param {SpanState} state @param {import('../failures/describe-failure.js').Failure} failure */
  #exception(state, failure) {
    const entries = Object.entries(plainAttributes(exceptionAttributes(failure)));
    const name = this.log.intern('exception');
    const at = this.log.claim(6);
    this.log.words.set([OP.EVENT, state.number, name, 0, 0, entries.length], at);
    this.log.putDouble(at + 3, state.end);
    writeItems(this.log, entries);
  }

  /** Moves the span to the bare template: it then has its name and all of its attributes itself. @param {SpanState} state @param {number} bare the number of the bare template */
  #leaveTemplate(state, bare) {
    const name = this.log.text(state.template.name);
    const at = this.log.claim(6);
    this.log.words.set([OP.RETEMPLATE, state.number, bare, OP.NAME, state.number, name], at);
  }
}

/** @param {SpanState} state */
const remoteParent = ({ parent }) => (parent instanceof NonRecordingSpan && parent.isRemote ? parent : undefined);

/** What START says besides the privacy of the sides. @param {SpanState} state */
const startBits = (state) =>
  (remoteParent(state) ? START.REMOTE_PARENT : 0) |
  ((state.traceContext?.flags ?? RANDOM) & RANDOM ? START.RANDOM_TRACE : 0) |
  (state.isStandIn ? START.STAND_IN : 0) |
  (state.isCarrier ? START.CARRIER : 0);
