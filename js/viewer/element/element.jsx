import { effect } from '@preact/signals';
import { render } from 'preact';
import { connectStore } from '../remote/store.js';
import { Shell } from '../shell/shell.jsx';
import { createIntake } from '../state/intake.js';
import { createState } from '../state/state.js';
import { styleSheets } from '../styles/sheets.js';
import { ElementBase } from './base.js';
import { takeDrops } from './drop.js';
import { followHash } from './follow-hash.js';

/** Ends the worker of an element that is garbage. */
const closer = typeof FinalizationRegistry === 'undefined' ? undefined : new FinalizationRegistry((close) => close());

/** Set before the element was defined, they are the object's own and hide the class's. */
const PROPERTIES = ['spans', 'theme', 'src'];

export class SpanloomTrace extends ElementBase {
  static observedAttributes = ['src', 'compact', 'hash'];

  #state;
  #intake;
  #root;
  /** @type {(() => void)[]} */
  #disconnect = [];

  /** @type {(() => void) | undefined} */
  #unfollow;

  constructor() {
    super();
    const store = connectStore();
    this.#state = createState(store);
    this.#intake = createIntake(this.#state);
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = styleSheets();
    closer?.register(this, store.close);
  }

  connectedCallback() {
    const { selection, traceId } = this.#state;
    upgrade(this);
    this.#render();
    this.#disconnect.push(
      takeDrops(this, this.#intake),
      effect(() => {
        const [trace, selected] = [traceId.value, selection.value];
        if (trace && selected) this.#tell(trace, selected.spanId);
      }),
    );
    this.#follow();
  }

  disconnectedCallback() {
    for (const end of this.#disconnect.splice(0)) end();
    this.#unfollow?.();
    this.#unfollow = undefined;
    render(null, this.#root);
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    if (name === 'src' && value) void this.#intake.load(value, this.baseURI);
    else if (this.isConnected) {
      if (name === 'hash') this.#follow();
      this.#render();
    }
  }

  get theme() {
    return this.getAttribute('theme');
  }

  set theme(value) {
    setAttribute(this, 'theme', value);
  }

  get src() {
    return this.getAttribute('src');
  }

  set src(value) {
    setAttribute(this, 'src', value);
  }

  /** @param {readonly object[]} spans */
  set spans(spans) {
    if (!Array.isArray(spans)) throw new TypeError('spans of <spanloom-trace> must be an array of spans');
    void this.#intake.replace(spans);
  }

  /** @param {string | ArrayBuffer | ArrayBufferView | Blob | object} otlp */
  add(otlp) {
    return this.#intake.add(otlp);
  }

  exporter() {
    return this.#intake.exporter();
  }

  /** @param {string} traceId @param {string} [spanId] */
  open(traceId, spanId) {
    this.#state.openTrace(String(traceId).toLowerCase(), spanId && String(spanId).toLowerCase());
  }

  async clear() {
    this.#state.openTrace(undefined);
    await this.#state.store.remove();
  }

  /** @returns {Promise<string | undefined>} */
  async exportTrace() {
    const traceId = this.#state.traceId.peek();
    return traceId && this.#state.store.export(traceId, { content: true });
  }

  #follow() {
    this.#unfollow?.();
    this.#unfollow = this.hasAttribute('hash') ? followHash(this.#state, this.#intake) : undefined;
  }

  #render() {
    render(
      <Shell state={this.#state} intake={this.#intake} host={this} isCompact={this.hasAttribute('compact')} />,
      this.#root,
    );
  }

  /** @param {string} traceId @param {string} spanId */
  #tell(traceId, spanId) {
    this.dispatchEvent(
      new CustomEvent('spanloom-select', { detail: { traceId, spanId }, bubbles: true, composed: true }),
    );
  }
}

/** Hands the class what was set before the element was defined. @param {any} element */
function upgrade(element) {
  for (const name of PROPERTIES.filter((name) => Object.hasOwn(element, name))) {
    const { [name]: value } = element;
    delete element[name];
    element[name] = value;
  }
}

/** @param {Element} element @param {string} name @param {string | null} value */
const setAttribute = (element, name, value) =>
  value == null ? element.removeAttribute(name) : element.setAttribute(name, value);
