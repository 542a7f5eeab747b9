// Random programs of steps that hand texts and objects to each other: whole, cut, joined, in templates, as JSON in text, escaped, re-wrapped.
import { Random } from './random.js';
import { ESCAPES, lettersOf, SCRIPTS, written } from './scripts.js';

const KINDS = ['llm', 'tool', 'task', 'retrieval'];
const MAX_DEPTH = 2;
const MAX_STEPS = 4;

export class LineageProgram {
  #random;
  #letters;
  #steps = 0;
  /** A text that many steps have in common. */
  #boilerplate;
  /** @type {{ name: string, kind: string }[]} */
  #functions;
  /** What was done, for people. @type {string[]} */
  log = [];

  /** @param {number} seed */
  constructor(seed) {
    this.#random = new Random(seed);
    this.#letters = this.#random.pick(Object.values(SCRIPTS));
    this.#boilerplate = this.#text(20 + this.#random.int(60));
    this.#functions = ['f', 'g', 'h'].map((name) => ({ name, kind: this.#random.pick(KINDS) }));
  }

  /** Runs it under a tracer. @param {any} tracer */
  run(tracer) {
    const args = this.#random.oneIn(4)
      ? [this.#object()]
      : [this.#text(), ...(this.#random.oneIn(3) ? [this.#text()] : [])];
    this.#call(tracer, { name: 'root', kind: 'workflow' }, args, 0);
  }

  /** @param {any} tracer @param {{ name: string, kind: string }} fn @param {unknown[]} args @param {number} depth */
  #call(tracer, { name, kind }, args, depth) {
    const step = ++this.#steps;
    this.log.push(
      `${'  '.repeat(depth)}#${step} ${kind} ${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`,
    );
    const result = tracer[kind]((/** @type {unknown[]} */ ...given) => this.#body(tracer, given, depth), { name })(
      ...args,
    );
    this.log.push(`${'  '.repeat(depth)}#${step} -> ${JSON.stringify(result)}`);
    return result;
  }

  /** @param {any} tracer @param {unknown[]} given @param {number} depth @returns {unknown} */
  #body(tracer, given, depth) {
    const random = this.#random;
    const pool = [...given];
    const count = depth === 0 ? 2 + random.int(6) : depth < MAX_DEPTH && random.oneIn(4) ? 1 + random.int(3) : 0;
    for (let i = 0; i < count && this.#steps < MAX_STEPS; i++) {
      const args = Array.from({ length: random.oneIn(4) ? 2 : 1 }, () => this.#made(pool));
      pool.push(this.#call(tracer, random.pick(this.#functions), args, depth + 1));
    }
    if (depth === 0 && random.oneIn(2)) return pool.at(-1);
    return random.oneIn(4) ? this.#made(pool) : this.#fresh();
  }

  #fresh() {
    return this.#random.oneIn(3) ? this.#object() : this.#text();
  }

  /** A value made of what is at hand. @param {unknown[]} pool @returns {unknown} */
  #made(pool) {
    const random = this.#random;
    const value = random.pick(pool);
    switch (random.int(9)) {
      case 0:
        return structuredClone(value);
      case 1:
        return { request: this.#word(10), payload: structuredClone(value) };
      case 2:
        return this.#member(value);
      case 3:
        return [asText(value), asText(random.pick(pool))].join('\n\n');
      case 4:
        return cut(random, asText(value));
      case 5:
        return `${this.#boilerplate}\n\n${asText(value)}`;
      case 6:
        return { role: 'user', content: escaped(random, asText(value)) };
      case 7:
        return this.#fresh();
      default:
        return `${this.#text(4)}:\n\`\`\`\n${rewrapped(random, asText(value))}\n\`\`\`\n${this.#text(3)}`;
    }
  }

  /** @param {unknown} value @returns {unknown} */
  #member(value) {
    if (value === null || typeof value !== 'object') return value;
    const members = Object.values(value);
    return structuredClone(this.#random.pick(members));
  }

  #object() {
    const random = this.#random;
    return {
      id: `${this.#word(8)}-${random.int(900) + 100}`,
      body: this.#text(),
      ...(random.oneIn(2) && {
        items: Array.from({ length: 1 + random.int(3) }, () => ({ name: this.#word(12), size: random.int(5) })),
      }),
    };
  }

  /** @param {number} length */
  #word(length) {
    return lettersOf(this.#random, this.#letters, length).join('');
  }

  /** @param {number} [words] */
  #text(words = 3 + this.#random.int(12)) {
    return written(this.#random, lettersOf(this.#random, this.#letters, words * 5)).trim();
  }
}

const asText = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Escapes do not pile up: `\\\\n` is a letter n to whoever reads it once. @param {Random} random @param {string} text */
const escaped = (random, text) => (/[\\&]/.test(text) ? text : random.pick(ESCAPES)(text));

/** @param {Random} random @param {string} text */
function cut(random, text) {
  const units = [...text];
  const from = random.int(units.length >> 1);
  return units.slice(from, from + 1 + random.int(units.length)).join('');
}

/** @param {Random} random @param {string} text */
function rewrapped(random, text) {
  const words = text.split(/\s+/);
  return words.map((word) => word + (random.oneIn(5) ? '\n> ' : ' ')).join('');
}
