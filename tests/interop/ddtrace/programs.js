// Random programs as data, which run_programs.py and run-programs.js run alike: free functions that make objects, call one another with objects, and return one.
import { Choices } from '../../js/support/choices.js';

/** @typedef {{ make: string, type: 'dict' | 'list' | 'instance', of?: string }} Make a new object, or a copy of another */
/** @typedef {{ put: string, into: string }} Put changes an object in place */
/**
 * @typedef {object} Call of a function that is traced
 * @property {string} call the name of its span
 * @property {string} kind
 * @property {(string | null)[]} args objects by name; null is Python's None
 * @property {number} keywords how many of the last arguments Python passes by keyword
 * @property {Step[]} steps of the body
 * @property {string | null} result
 * @property {boolean} throws whether the body ends with an error: its own, or that of its last step
 * @property {boolean} catches whether the caller goes on after the error
 */
/** @typedef {Make | Put | Call} Step */
/** The steps of one trace, below a span that is opened by hand; or, without a name, of as many traces as calls. @typedef {{ root?: string, steps: Step[] }} Part */
/** @typedef {{ parts: Part[] }} Program */

const KINDS = ['workflow', 'agent', 'task', 'tool', 'llm', 'retrieval', 'embedding'];
const TYPES = /** @type {const} */ (['dict', 'list', 'instance']);
const MAX_CALLS = 20;
const MAX_DEPTH = 4;
/** Objects that all programs share, so that one comes up in many traces. */
const SHARED = ['shared0', 'shared1', 'shared2'];

/** @param {number} seed @param {number} count @returns {Program[]} */
export function randomPrograms(seed, count) {
  const choices = Choices.random(seed);
  return Array.from({ length: count }, (_, i) => new Maker(choices, `p${i}`).program());
}

class Maker {
  #choices;
  #prefix;
  /** What exists so far, in the order of its creation. */
  #objects = [...SHARED];
  #calls = 0;

  /** @param {Choices} choices @param {string} prefix of all names */
  constructor(choices, prefix) {
    this.#choices = choices;
    this.#prefix = prefix;
  }

  /** @returns {Program} */
  program() {
    const parts = Array.from({ length: 1 + this.#choices.int(2) }, (_, i) => {
      const root = this.#choices.oneIn(4) ? undefined : `${this.#prefix}.root${i}`;
      return { root, steps: this.#steps(0, 6).steps };
    });
    return { parts };
  }

  /** @param {number} depth @param {number} most @returns {{ steps: Step[], throws: boolean }} */
  #steps(depth, most) {
    /** @type {Step[]} */
    const steps = [];
    for (let left = 1 + this.#choices.int(most); left > 0; left--) {
      const step = this.#step(depth);
      if (!step) continue;
      steps.push(step);
      if ('call' in step && step.throws && !step.catches) return { steps, throws: true };
    }
    return { steps, throws: false };
  }

  /** @param {number} depth @returns {Step | undefined} */
  #step(depth) {
    const what = this.#choices.weighted({ call: 6, make: 2, copy: 1, put: 1 });
    if (what === 'call') return this.#calls < MAX_CALLS && depth < MAX_DEPTH ? this.#call(depth) : undefined;
    if (what === 'put') return this.#put();
    return this.#make(what === 'copy' ? this.#object() : undefined);
  }

  /** @param {string} [of] @returns {Make} */
  #make(of) {
    const make = `${this.#prefix}.o${this.#objects.length}`;
    this.#objects.push(make);
    return { make, type: this.#choices.pick(TYPES), of };
  }

  /** Into a later object, so that none holds itself. @returns {Put | undefined} */
  #put() {
    const [a, b] = [this.#choices.int(this.#objects.length), this.#choices.int(this.#objects.length)];
    const later = Math.max(a, b);
    if (a === b || later < SHARED.length) return undefined;
    return { put: this.#objects[Math.min(a, b)], into: this.#objects[later] };
  }

  /** Mostly one of the last, so that values meet again. */
  #object() {
    const near = this.#choices.oneIn(3) ? this.#objects.length : Math.min(4, this.#objects.length);
    return this.#objects[this.#objects.length - 1 - this.#choices.int(near)];
  }

  #value() {
    return this.#choices.oneIn(8) ? null : this.#object();
  }

  /** @param {number} depth @returns {Call} */
  #call(depth) {
    const call = `${this.#prefix}.c${this.#calls++}`;
    const kind = this.#choices.pick(KINDS);
    const args = Array.from({ length: this.#choices.int(4) }, () => this.#value());
    if (args.length > 0 && this.#choices.oneIn(6)) args.push(args[0]);
    const keywords = this.#choices.oneIn(4) ? this.#choices.int(args.length + 1) : 0;
    const { steps, throws } = this.#steps(depth + 1, 3);
    const catches = depth === 0 || !this.#choices.oneIn(3);
    return {
      call,
      kind,
      args,
      keywords,
      steps,
      result: this.#value(),
      throws: throws || this.#choices.oneIn(8),
      catches,
    };
  }
}
