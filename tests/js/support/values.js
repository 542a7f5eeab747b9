// The objects that a random program works with, by name.
import { isObject } from './snapshot.js';

class Box {
  /** @param {unknown} content */
  constructor(content) {
    this.content = content;
  }
}

const NOTHING = [undefined, null, 0, '', false, 70000, 'text that everyone uses', 12n, Symbol.for('shared')];

/** @typedef {import('./choices.js').Choices} Choices */

export class Values {
  /** @type {object[]} */
  list = [];
  #choices;
  /** @type {Map<unknown, string>} */
  #names = new Map();

  /** @param {Choices} choices */
  constructor(choices) {
    this.#choices = choices;
  }

  /** @param {object} object @param {string} [kind] */
  add(object, kind = 'o') {
    if (this.#names.has(object)) return;
    this.#names.set(object, `${kind}${this.#names.size + 1}`);
    this.list.push(object);
  }

  /** @param {unknown} value @returns {string} */
  name(value) {
    if (!isObject(value))
      return typeof value === 'bigint'
        ? `${value}n`
        : typeof value === 'symbol'
          ? 'symbol'
          : (JSON.stringify(value) ?? 'undefined');
    const known = this.#names.get(value);
    return known ?? (Array.isArray(value) ? `[${value.map((item) => this.name(item)).join(', ')}]` : 'unknown');
  }

  /** An object that exists, or rarely something without identity. */
  any() {
    return this.list.length === 0 || this.#choices.oneIn(12)
      ? this.#choices.pick(NOTHING)
      : this.#choices.pick(this.list);
  }

  /** A new object, named; says how it was made. @returns {{ object: object, how: string }} */
  make() {
    const type = this.#choices.weighted({
      plain: 4,
      list: 4,
      copy: 2,
      box: 1,
      map: 1,
      set: 1,
      fn: 1,
      bytes: 1,
      date: 1,
    });
    const members = type === 'copy' ? [] : Array.from({ length: this.#choices.int(3) }, () => this.any());
    const object = this.#build(type, members);
    this.add(object);
    return { object, how: `${type}(${members.map((member) => this.name(member)).join(', ')})` };
  }

  /** @param {string} type @param {unknown[]} members @returns {object} */
  #build(type, members) {
    if (type === 'list') return members;
    if (type === 'copy') return [...this.list.slice(-3)];
    if (type === 'box') return new Box(members[0]);
    if (type === 'map') return new Map(members.map((member, i) => [i % 2 === 0 ? 'late fee' : i, member]));
    if (type === 'set') return new Set(members);
    if (type === 'fn') return () => members;
    if (type === 'bytes') return new Float32Array(2);
    if (type === 'date') return new Date(0);
    return Object.fromEntries(members.map((member, i) => [i === 0 ? 'first' : 'a "b"', member]));
  }

  /** Changes a container in place; says how, unless there is none. @returns {string | undefined} */
  mutate() {
    const containers = this.list.filter(
      (object) =>
        Array.isArray(object) || object instanceof Map || object instanceof Set || object.constructor === Object,
    );
    if (containers.length === 0) return undefined;
    const target = /** @type {any} */ (this.#choices.pick(containers));
    const isRemoval = this.#choices.oneIn(4);
    const value = isRemoval ? undefined : this.any();
    if (Array.isArray(target)) isRemoval ? target.shift() : target.push(value);
    else if (target instanceof Set) isRemoval ? target.clear() : target.add(value);
    else if (target instanceof Map) isRemoval ? target.clear() : target.set('later', value);
    else if (isRemoval) delete target.first;
    else target.later = value;
    return isRemoval ? `remove from ${this.name(target)}` : `put ${this.name(value)} into ${this.name(target)}`;
  }
}
