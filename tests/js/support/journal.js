// What a program did, in the order in which a tracer could see it: the models work from this and know nothing else.
import { MAX_DEPTH, snapshot } from './snapshot.js';

/** @typedef {'input' | 'output'} Side */
/** @typedef {'argument' | 'whole' | 'item' | 'thrown'} Shape */

/**
 * @typedef {Object} Span
 * @property {number} number in order of start
 * @property {string} name
 * @property {string} kind
 * @property {unknown} fn what makes two calls calls of the same function
 * @property {Span | undefined} parent
 * @property {number} depth
 * @property {Span} root
 * @property {boolean} isLinked
 * @property {boolean} hasEnded
 * @property {string | undefined} id set once its body has run
 * @property {string | undefined} traceId
 */
/**
 * @typedef {{ type: 'start', span: Span } | { type: 'end', span: Span } | { type: 'value' } & Value} Event
 * @typedef {{ span: Span, side: Side, shape: Shape, root: string, nodes: import('./snapshot.js').Node[] }} Value
 */

export class Journal {
  /** @type {Span[]} */
  spans = [];
  /** @type {Event[]} */
  events = [];
  /** The program as text, for people. @type {string[]} */
  lines = [];
  settled = new WeakMap();
  ignored = new WeakSet();

  /** @param {Pick<Span, 'name' | 'kind' | 'fn' | 'isLinked'>} about @param {Span | undefined} parent */
  start({ name, kind, fn, isLinked }, parent) {
    const number = this.spans.length + 1;
    /** @type {any} */
    const span = { number, name, kind, fn, parent, isLinked, hasEnded: false, depth: parent ? parent.depth + 1 : 0 };
    span.root = parent ? parent.root : span;
    this.spans.push(span);
    this.events.push({ type: 'start', span });
    return /** @type {Span} */ (span);
  }

  /** @param {Span} span @param {Side} side @param {Shape} shape @param {unknown} value @param {number} [index] of an argument or item */
  value(span, side, shape, value, index) {
    if (span.hasEnded || !span.isLinked) return;
    const root = index === undefined ? '$' : `$[${index}]`;
    const nodes = snapshot(value, shape === 'thrown' ? 0 : MAX_DEPTH, this);
    if (nodes.length > 0) this.events.push({ type: 'value', span, side, shape, root, nodes });
  }

  /** @param {Span} span */
  end(span) {
    if (span.hasEnded) return;
    span.hasEnded = true;
    this.events.push({ type: 'end', span });
  }

  /** @param {Span | undefined} span @param {string} text */
  say(span, text) {
    this.lines.push(`${'  '.repeat(span ? span.depth + 1 : 0)}${text}`);
  }
}
