// A linker, as users hold it. It checks what it is given, and moves bytes into the engine and out of it: this is the only file that touches the engine's
// memory. A view of that memory is used before the next call, which may move the memory.
import { describe } from '../base/check.js';
import { ConfigurationError, LinkerDeletedError, LinkerFailedError, OtlpError } from '../base/errors.js';
import { readAddOptions, readExplainOptions, readProcessOptions, readTakeOptions } from './options.js';
import { nextTurn, Pace } from './pace.js';
import { readRequest } from './request.js';

/** @typedef {import('../types/linker-binding.js').LinkerModule} LinkerModule */
/** @typedef {import('../types/linker-binding.js').BoundLinker} BoundLinker */

const decoder = new TextDecoder();
/** Of WebAssembly. embind takes no larger number for a size. */
const ADDRESSES = 2 ** 32;
/** Where the runtime has no such symbol, nobody can ask for it. @type {typeof Symbol.dispose} */
const DISPOSE = Symbol.dispose ?? Symbol('dispose');

export class Linker {
  /** Undefined after delete(), and after a failure: the instance and its memory are then garbage. @type {LinkerModule | undefined} */
  #module;
  /** @type {BoundLinker | undefined} */
  #engine;
  /** @type {LinkerFailedError | undefined} */
  #failure;
  #pace = new Pace();
  #clock;

  /** @param {LinkerModule} module of its own @param {import('../types/linker-binding.js').BoundOptions} settings @param {() => number} clock */
  constructor(module, settings, clock) {
    // Some clocks return a bigint; what is no number is a clock that stands still.
    this.#clock = () => Number(clock()) || 0;
    this.#module = module;
    this.#engine = new module.Linker(settings);
    const problem = this.#engine.problem();
    if (problem) throw new ConfigurationError(`createLinker(): ${problem}`);
  }

  /** @param {unknown} otlp @param {unknown} [options] */
  add(otlp, options) {
    const { signal: said } = readAddOptions(options);
    this.#check();
    const { bytes, encoding, signal } = readRequest(otlp, said);
    const memory = bytes.length < ADDRESSES ? this.#call('reserve', bytes.length) : null;
    if (!memory) throw new OtlpError(`there is not enough memory for ${bytes.length} bytes`, 0);
    memory.set(bytes);
    const how = this.#encoding(encoding);
    const { what, offset } = this.#call(signal === 'logs' ? 'addLogs' : 'addTraces', how, this.#clock());
    if (what) throw new OtlpError(what, offset);
  }

  /** @param {string} traceId @returns {Record<string, import('../index.js').Link[]>} */
  links(traceId) {
    const id = idOf('links', 'trace', traceId);
    if (!this.#call('has', id)) return {};
    this.#call('links', id);
    return JSON.parse(this.#text());
  }

  /** @param {string} traceId @param {string} spanId @param {unknown} [options] @returns {any[]} */
  explain(traceId, spanId, options) {
    const { reverse } = readExplainOptions(options);
    const [trace, span] = [idOf('explain', 'trace', traceId), idOf('explain', 'span', spanId)];
    if (!this.#call('has', trace)) return [];
    this.#call('explain', trace, span, reverse);
    return JSON.parse(this.#text());
  }

  /** @param {string} traceId @param {string} spanId @returns {any[]} */
  contents(traceId, spanId) {
    const [trace, span] = [idOf('contents', 'trace', traceId), idOf('contents', 'span', spanId)];
    if (!this.#call('has', trace)) return [];
    this.#call('contents', trace, span);
    return JSON.parse(this.#text());
  }

  /** @param {string} traceId @returns {Record<string, any>} */
  kinds(traceId) {
    const id = idOf('kinds', 'trace', traceId);
    if (!this.#call('has', id)) return {};
    this.#call('kinds', id);
    return JSON.parse(this.#text());
  }

  /** @param {unknown} [options] @returns {any} */
  take(options) {
    const { format, isAll, traceId, maxBytes } = readTakeOptions(options);
    this.#check();
    const spans = this.#call('take', this.#encoding(format), this.#clock(), isAll, traceId, maxBytes);
    if (spans === 0) return undefined;
    return format === 'json' ? this.#text() : this.#call('result').slice();
  }

  /** @param {unknown} [options] */
  async process(options) {
    const { done } = readProcessOptions(options);
    for (;;) {
      const start = performance.now();
      if (!this.#call('work', this.#pace.units, this.#clock(), done)) return;
      this.#pace.adapt(performance.now() - start);
      await nextTurn();
    }
  }

  /** @returns {import('../types/linker-stats.js').ContentGap[]} */
  withoutContent() {
    this.#call('withoutContent');
    return JSON.parse(this.#text());
  }

  /** @returns {import('../types/linker-stats.js').LinkerStats} */
  stats() {
    return { ...this.#call('stats'), memoryBytes: this.#call('result').buffer.byteLength };
  }

  delete() {
    this.#release();
    this.#failure = undefined;
  }

  [DISPOSE]() {
    this.delete();
  }

  /** No destructor has to run: the whole memory goes. */
  #release() {
    this.#module = undefined;
    this.#engine = undefined;
  }

  /** @returns {BoundLinker} @throws {LinkerDeletedError | LinkerFailedError} it cannot be used */
  #check() {
    if (this.#failure) throw this.#failure;
    if (!this.#engine) throw new LinkerDeletedError('the linker was deleted; createLinker() makes another one');
    return this.#engine;
  }

  /**
   * Calls a method of the engine. If it throws, the engine stopped in the middle of a change, so nothing may call it again.
   * @template {keyof BoundLinker} N @param {N} name @param {Parameters<BoundLinker[N]>} args @returns {ReturnType<BoundLinker[N]>}
   */
  #call(name, ...args) {
    const engine = this.#check();
    try {
      return /** @type {any} */ (engine)[name](...args);
    } catch (cause) {
      this.#failure = new LinkerFailedError(`the linker failed, and what it held is lost: ${reasonOf(cause)}`, {
        cause,
      });
      this.#release();
      throw this.#failure;
    }
  }

  /** @param {'protobuf' | 'json'} format */
  #encoding(format) {
    return /** @type {LinkerModule} */ (this.#module).Encoding[format];
  }

  /** The result as text. */
  #text() {
    return decoder.decode(this.#call('result'));
  }
}

/** The engine aborts when it gets no memory, and for no other reason. @param {any} cause */
const reasonOf = (cause) => (/^Aborted/.test(cause?.message) ? 'there is no more memory' : (cause?.message ?? cause));

const DIGITS = { trace: 32, span: 16 };

/** @param {string} method @param {'trace' | 'span'} what @param {unknown} id */
function idOf(method, what, id) {
  if (typeof id === 'string' && id.length === DIGITS[what] && !/[^0-9a-f]/i.test(id)) return id.toLowerCase();
  throw new TypeError(`linker.${method}() takes a ${what} ID of ${DIGITS[what]} hex digits, not ${describe(id)}`);
}
