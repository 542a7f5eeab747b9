// What a program can see of its own run, line by line: who saw it, in which turn of the event loop, and after how many microtasks of that turn.
import { AsyncLocalStorage } from 'node:async_hooks';

/** @typedef {{ where: string, text: string, at: string, isRacy: boolean }} Line */

/** Microtasks that are counted in a turn. */
const TICKS = 40;
/** Turns after which nobody is waited for. */
const MOST_TURNS = 40;
/** Parts of a turn, each with all its microtasks: what is in another part happens neither just before nor just after. */
const PARTS = { source: 0, sink: 1, abort: 2 };
/** Turns in which the last rejections and events are told. */
const LAST_TURNS = 3;
const LONGEST = 60;
const DEEPEST = 3;

const stores = new AsyncLocalStorage();

export class World {
  /** @type {Line[]} */
  lines = [];
  /** The names of objects that both runs make. @type {Map<unknown, string>} */
  #names = new Map();
  #turn = 0;
  #tick = 0;
  #part = 0;
  /** @type {{ turn: number, part: number, resolve: () => void }[]} */
  #waiting = [];
  #acting = 0;

  /** @param {string} where @param {string} text @param {{ store?: unknown, isRacy?: boolean }} [how] */
  say(where, text, { store, isRacy = false } = {}) {
    const seen = stores.getStore();
    const found = store === undefined || seen === store ? '' : ` in the store ${seen}`;
    this.lines.push({ where, text: text + found, at: `${this.#turn}.${this.#part}.${this.#tick}`, isRacy });
  }

  /** Gives an object the same name in each run. @template T @param {T} value @param {string} name @returns {T} */
  named(value, name) {
    if (isObject(value) && !this.#names.has(value)) this.#names.set(value, name);
    return value;
  }

  /** How a value looks in the log; no accessor of it is run. @param {any} value @param {number} [depth] @returns {string} */
  show(value, depth = 0) {
    if (!isObject(value)) return typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST)) : primitive(value);
    const name = this.#names.get(value);
    if (name) return name;
    if (value instanceof Error) return `${value.name} ${/** @type {any} */ (value).code ?? ''} ${value.message}`;
    if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('latin1')}`;
    const type = Object.getPrototypeOf(value)?.constructor?.name ?? 'nothing';
    if (depth === DEEPEST || !['Object', 'Array'].includes(type)) return `a ${type}`;
    const members = Object.entries(Object.getOwnPropertyDescriptors(value))
      .filter(([, { enumerable }]) => enumerable)
      .map(([key, member]) => `${key}: ${member.get ? 'accessor' : this.show(member.value, depth + 1)}`);
    return `${type} { ${members.join(', ')} }`;
  }

  /** @param {number} [turns] @param {keyof typeof PARTS} [part] @returns {Promise<void>} */
  later(turns = 1, part = 'source') {
    return new Promise((resolve) => this.#waiting.push({ turn: this.#turn + turns, part: PARTS[part], resolve }));
  }

  /** Starts all at once, and waits until they are done. @param {[string, () => unknown][]} acts */
  async run(acts) {
    await turn();
    this.#count();
    for (const [name, act] of acts) stores.run(name, () => this.#act(name, act));
    for (let left = LAST_TURNS; this.#turn < MOST_TURNS && left > 0; ) {
      this.#turn += 1;
      for (const part of Object.values(PARTS)) await this.#go(part);
      left = this.#acting === 0 && this.#waiting.length === 0 ? left - 1 : LAST_TURNS;
    }
  }

  /** @param {number} part */
  async #go(part) {
    await turn();
    this.#part = part;
    this.#count();
    const isDue = (/** @type {{ turn: number, part: number }} */ each) => each.turn <= this.#turn && each.part === part;
    const due = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((each) => !isDue(each));
    for (const { resolve } of due) resolve();
  }

  /** @param {string} name @param {() => unknown} act */
  async #act(name, act) {
    this.#acting += 1;
    try {
      await act();
      this.say(name, 'done', { store: name });
    } catch (error) {
      this.say(name, `failed: ${this.show(error)}`, { store: name });
    }
    this.#acting -= 1;
  }

  #count() {
    this.#tick = 0;
    const tick = () => {
      this.#tick += 1;
      if (this.#tick < TICKS) queueMicrotask(tick);
    };
    queueMicrotask(tick);
  }
}

/** @returns {Promise<void>} */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** @param {unknown} value */
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** @param {unknown} value */
const primitive = (value) => (Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)}`);
