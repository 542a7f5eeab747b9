// Templates: what all spans of one kind, name and model have in common crosses to the core once. Their number is capped, since names can be made up
// at run time; beyond the cap a span carries its own name and attributes on a bare template.
import { KIND_NAMES, KINDS, kindAttributes } from '../kinds.js';
import { writeItems } from '../log/attributes.js';
import * as OP from '../log/records/op.js';

/** @typedef {import('../log/event-log.js').EventLog} EventLog */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {{ id: number, kind: Kind, name: string, attributes: Record<string, unknown>, isBare: boolean }} Template */

const MAX_TEMPLATES = 1024;
const SEPARATOR = '\u0000';

export class Templates {
  #log;
  #count = 0;
  /** @type {Map<string, Template>} */
  #known = new Map();
  /** @type {Map<Kind, number>} */
  #bare = new Map();

  /** @param {EventLog} log */
  constructor(log) {
    this.#log = log;
  }

  /**
   * @param {Kind} kind @param {string} name @param {string} [model] @param {string} [provider]
   * @returns {Template}
   */
  get(kind, name, model, provider) {
    const key = [kind, name, model, provider].join(SEPARATOR);
    const known = this.#known.get(key);
    if (known) return known;
    const attributes = kindAttributes(kind, name, model, provider);
    if (this.#known.size >= MAX_TEMPLATES) return { id: this.bare(kind), kind, name, attributes, isBare: true };
    const template = { id: this.#define(kind, name, attributes), kind, name, attributes, isBare: false };
    this.#known.set(key, template);
    return template;
  }

  /** The id of a kind's template without name and attributes. @param {Kind} kind */
  bare(kind) {
    let id = this.#bare.get(kind);
    if (id === undefined) {
      id = this.#define(kind, kind, {});
      this.#bare.set(kind, id);
    }
    return id;
  }

  /** @param {Kind} kind @param {string} name @param {Record<string, unknown>} attributes */
  #define(kind, name, attributes) {
    const id = this.#count++;
    const entries = Object.entries(attributes);
    const nameRef = this.#log.intern(name);
    const at = this.#log.claim(4);
    const step = KIND_NAMES.indexOf(kind);
    this.#log.words.set([OP.TEMPLATE | (KINDS[kind].spanKind << 8) | (step << 16), id, nameRef, entries.length], at);
    writeItems(this.#log, entries);
    return id;
  }
}
