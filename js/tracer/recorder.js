// Turns what happens to spans into records of the event log.
import { noteValue } from '../identity/note-value.js';
import { isObject } from '../identity/object-ids.js';
import { writeAttributes, writeItems } from '../log/attributes.js';
import { EventLog } from '../log/event-log.js';
import { plainAttributes } from '../log/plain-attributes.js';
import * as CONTENT from '../log/records/content.js';
import * as OP from '../log/records/op.js';
import * as SHAPE from '../log/records/shape.js';
import * as SIDE from '../log/records/side.js';
import * as STATUS from '../log/records/status.js';
import { failureAttributes } from './errors.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../identity/note-value.js').Limits} Limits */

const HEX = /.{8}/g;

export class Recorder {
  log = new EventLog();
  keepsContent;
  #limits;

  /** @param {Limits | undefined} limits of the member walk; without, values are not noted @param {boolean} keepsContent on the span as well */
  constructor(limits, keepsContent) {
    this.#limits = limits;
    this.keepsContent = keepsContent;
  }

  /** @param {import('./trace.js').Trace} trace */
  trace({ number, id0, id1, id2, id3 }) {
    this.log.put6(OP.TRACE, number, id0, id1, id2, id3);
  }

  /** @param {SpanState} state @param {number} fn */
  start(state, fn) {
    const { log } = this;
    const { parent } = state;
    log.put6(OP.START, state.number, state.trace.number, parent ? parent.number : 0, state.template.id, fn);
    const at = log.put6(state.id0, state.id1, parent ? parent.id0 : 0, parent ? parent.id1 : 0, 0, 0);
    log.putDouble(at + 4, state.start);
  }

  /**
   * Notes a value for linking; primitives have no identity.
   * @param {SpanState} state @param {number} side @param {number} shape @param {number} index @param {unknown} value
   */
  value(state, side, shape, index, value) {
    const limits = this.#limits;
    if (!limits || !state.isLinked || !isObject(value)) return;
    // A thrown object stands for itself alone.
    const within = shape === SHAPE.THROWN ? { ...limits, depth: 0 } : limits;
    noteValue(this.log, state.number, side, shape, index, value, within);
  }

  /**
   * @param {SpanState} state @param {number} side @param {{ text: string | { length: number, toString(): string }, json: boolean }} content
   * @param {number} bits LINKED and LOCAL @param {number} root which value it is
   */
  content(state, side, { text, json }, bits, root) {
    const ref = this.log.text(text);
    this.log.put4(OP.CONTENT | (side << 8) | ((bits | Number(json)) << 16), state.number, ref, root);
    if (bits & CONTENT.LOCAL) return;
    state.size += text.length;
    if (!this.keepsContent) return;
    if (side === SIDE.INPUT) state.input = text;
    else state.output = text;
  }

  /** @param {SpanState} state @param {string} traceId @param {string} spanId @param {Record<string, unknown>} attributes */
  link(state, traceId, spanId, attributes) {
    const entries = Object.entries(plainAttributes(attributes));
    const ids = [...(traceId.match(HEX) ?? []), ...(spanId.match(HEX) ?? [])].map((word) => Number.parseInt(word, 16));
    const at = this.log.claim(9);
    this.log.words.set([OP.LINK, state.number, ...ids, entries.length], at);
    writeItems(this.log, entries);
  }

  /** @param {SpanState} state @param {boolean} isDropped ended, but never to be exported */
  end(state, isDropped) {
    const { log } = this;
    const { template, failure } = state;
    if (!isDropped) {
      if (failure) this.#exception(state, failure);
      if (state.overrides || template.isBare) this.#ownTemplate(state);
      if (state.attributes) writeAttributes(log, state.number, state.attributes);
    }
    const message = failure ? log.text(failure.message) : 0;
    const status = failure ? STATUS.ERROR : STATUS.OK;
    const at = log.put3(OP.END | (status << 8) | (Number(isDropped) << 16), state.number, 0);
    log.claim(2);
    log.putDouble(at + 2, state.end);
    log.words[at + 4] = message;
  }

  /** @param {SpanState} state @param {import('./errors.js').Failure} failure */
  #exception(state, failure) {
    const entries = Object.entries(plainAttributes(failureAttributes(failure)));
    const name = this.log.intern('exception');
    const at = this.log.claim(6);
    this.log.words.set([OP.EVENT, state.number, name, 0, 0, entries.length], at);
    this.log.putDouble(at + 3, state.end);
    writeItems(this.log, entries);
  }

  /** The span leaves its template and carries all of its attributes itself. @param {SpanState} state */
  #ownTemplate(state) {
    const { template, tracer } = state;
    state.attributes = { ...template.attributes, ...state.attributes };
    const bare = tracer.templates.bare(template.kind);
    const name = this.log.text(template.name);
    const at = this.log.claim(6);
    this.log.words.set([OP.RETEMPLATE, state.number, bare, OP.NAME, state.number, name], at);
  }

  /** @param {Record<string, unknown>} attributes @param {string} scope @param {string} version */
  resource(attributes, scope, version) {
    const entries = Object.entries(plainAttributes(attributes));
    const [scopeRef, versionRef] = [this.log.intern(scope), this.log.intern(version)];
    const at = this.log.claim(4);
    this.log.words.set([OP.RESOURCE, scopeRef, versionRef, entries.length], at);
    writeItems(this.log, entries);
  }
}
