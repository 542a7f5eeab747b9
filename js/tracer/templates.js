// Templates: what all spans of one kind, name and model have in common crosses to the core once. Their number is capped, since programs can make up
// names; beyond the cap, a span has its own name and attributes, and a bare template.
import { KIND_NAMES, KINDS, kindAttributes } from '../base/kinds.js';
import { writeItems } from '../log/attributes.js';
import * as OP from '../log/records/op.js';

/** @typedef {import('../log/event-log.js').EventLog} EventLog */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {{ id: number, kind: Kind, name: string, attributes: Record<string, unknown>, isBare: boolean }} Template */

const MAX_TEMPLATES = 1024;
const MAX_LENGTH = 1024;
const SEPARATOR = '\u0000';

export class Templates {
  #log;
  /** By id. @type {Omit<Template, 'id' | 'isBare'>[]} */
  #defined = [];
  /** How many of them were logged. */
  #logged = 0;
  /** @type {Map<string, Template>} */
  #known = new Map();
  /** @type {Map<Kind, number>} */
  #bare = new Map();

  /** @param {EventLog} log */
  constructor(log) {
    this.#log = log;
  }

  /**
   * @param {Kind} kind @param {string} fullName truncated to 1,024 characters, as model and provider are @param {string} [model] @param {string} [provider]
   * @returns {Template}
   */
  get(kind, fullName, model, provider) {
    const key = [kind, fullName, model, provider].join(SEPARATOR);
    const known = this.#known.get(key);
    if (known) return known;
    const name = short(fullName);
    const attributes = kindAttributes(kind, name, short(model), short(provider));
    if (this.#known.size >= MAX_TEMPLATES) return { id: this.bare(kind), kind, name, attributes, isBare: true };
    const template = { id: this.#define({ kind, name, attributes }), kind, name, attributes, isBare: false };
    this.#known.set(key, template);
    return template;
  }

  /** Returns the ID of a kind's template without name and attributes. @param {Kind} kind */
  bare(kind) {
    let id = this.#bare.get(kind);
    if (id === undefined) {
      id = this.#define({ kind, name: kind, attributes: {} });
      this.#bare.set(kind, id);
    }
    return id;
  }

  /** Logs all of them again, for a new session. */
  restart() {
    this.#logged = 0;
    this.#logRest();
  }

  /** @param {Omit<Template, 'id' | 'isBare'>} template */
  #define(template) {
    const id = this.#defined.push(template) - 1;
    this.#logRest();
    return id;
  }

  #logRest() {
    const log = this.#log;
    while (this.#logged < this.#defined.length) {
      const { kind, name, attributes } = this.#defined[this.#logged];
      const entries = Object.entries(attributes);
      const step = KIND_NAMES.indexOf(kind);
      log.begin();
      const nameRef = log.intern(name);
      const at = log.claim(4);
      const head = OP.TEMPLATE | (KINDS[kind].spanKind << 8) | (step << 16);
      log.words.set([head, this.#logged, nameRef, entries.length], at);
      writeItems(log, entries);
      log.commit();
      this.#logged += 1;
    }
  }
}

/** @template {string | undefined} T @param {T} text @returns {T} */
const short = (text) => /** @type {T} */ (text?.slice(0, MAX_LENGTH));
