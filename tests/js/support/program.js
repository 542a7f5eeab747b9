// Runs a random program through the public API, and writes down what it did.
import { setImmediate as macrotask } from 'node:timers/promises';
import { bodyOf, STOPS } from './bodies.js';
import { Journal } from './journal.js';
import { Outcomes } from './outcomes.js';
import { isObject } from './snapshot.js';
import { Values } from './values.js';

const KINDS = /** @type {const} */ (['task', 'llm', 'tool', 'workflow', 'agent', 'retrieval', 'embedding']);
const SHAPES = { sync: 6, async: 4, generator: 1, promised: 1, asyncGenerator: 1, block: 1 };
const STEPS = { make: 3, call: 6, mutate: 3, pull: 3, annotate: 1, within: 1, loop: 1 };
const MAX_STEPS = 80;

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./bodies.js').Shape} Shape */
/** @typedef {import('./outcomes.js').Stream} Stream */
/** @typedef {{ name: string, kind: string, shape: Shape, fn: unknown, isLinked: boolean, wrapped: Function }} Definition */

export class Program {
  journal = new Journal();
  /** What went wrong in running it, not in what it did. @type {unknown[]} */
  faults = [];
  #tracer;
  #choices;
  #values;
  #outcomes;
  /** @type {Definition[]} */
  #definitions = [];
  /** Async bodies that wait. @type {(() => void)[]} */
  #gates = [];
  /** @type {Map<Span, import('../../../js/index.js').Span | undefined>} */
  #handles = new Map();
  /** @type {Set<Span>} whose body is on the stack */
  #running = new Set();
  #thrown = new Set();
  #maxSpans;
  #steps = 0;
  #isFinishing = false;

  /** @param {import('../../../js/index.js').Tracer} tracer @param {import('./choices.js').Choices} choices @param {WeakSet<object>} ignored by the tracer @param {number} maxSpans */
  constructor(tracer, choices, ignored, maxSpans) {
    this.#tracer = tracer;
    this.#choices = choices;
    this.#maxSpans = maxSpans;
    this.#values = new Values(choices);
    this.#outcomes = new Outcomes(this.journal);
    this.journal.ignored = ignored;
  }

  async run() {
    const count = 1 + this.#choices.int(4);
    for (let i = 0; i < count; i++) this.#definitions.push(this.#define(`f${i}`));
    for (let i = 0; i < 2; i++) this.#make(undefined);
    const root = this.#choices.oneIn(3) ? undefined : this.#openRoot();
    const step = () => (root ? this.#handles.get(root)?.run(() => this.#step(root)) : this.#step(undefined));
    while (!this.#isSpent && this.#choices.int(16) > 0) {
      await this.#turn(() => this.#resume() || step());
      if (this.#choices.oneIn(12)) await this.#flush();
    }
    this.#isFinishing = true;
    while (this.#gates.length > 0 || this.#outcomes.streams.length > 0) await this.#turn(() => this.#finish());
    if (!root) return;
    this.#handles.get(root)?.end();
    this.journal.end(root);
  }

  /** A span around all that the program does from its top level. */
  #openRoot() {
    const span = this.journal.start({ name: 'root', kind: 'task', fn: 'root', isLinked: true }, undefined);
    this.#know(span, this.#tracer.startSpan('root'));
    this.journal.say(undefined, '#1 root');
    return span;
  }

  get #isSpent() {
    return this.#steps >= MAX_STEPS || this.journal.spans.length >= this.#maxSpans;
  }

  /** One turn of the event loop: at most one async body goes on. @param {() => void} work */
  async #turn(work) {
    try {
      work();
    } catch (error) {
      this.#check(error);
    }
    await macrotask();
    this.#outcomes.runJobs();
  }

  /** What comes next reaches the core apart. A trace that is done may be forgotten by then, so nothing is added to it. */
  async #flush() {
    await this.#tracer.flush();
    this.journal.say(undefined, 'flush');
    const open = new Set(this.journal.spans.filter(({ hasEnded }) => !hasEnded).map(({ root }) => root));
    for (const span of this.#handles.keys()) if (!open.has(span.root)) this.#handles.delete(span);
  }

  /** Lets one of the waiting bodies go on, if it is to. */
  #resume() {
    if (this.#gates.length === 0 || this.#choices.oneIn(3)) return false;
    this.#gates.splice(this.#choices.int(this.#gates.length), 1)[0]();
    return true;
  }

  #finish() {
    const open = this.#gates.shift();
    if (open) open();
    else this.#ask(this.#outcomes.streams[0], 'return');
  }

  /** @param {unknown} error that came out of traced code */
  #check(error) {
    if (!this.#thrown.has(error)) this.faults.push(error);
  }

  /** @param {string} name @returns {Definition} */
  #define(name) {
    const shape = this.#choices.weighted(SHAPES);
    const isLinked = !this.#choices.oneIn(16);
    const kind = this.#choices.pick(KINDS);
    const options = { name, ...(!isLinked && { links: false }) };
    this.journal.say(undefined, `${name}: ${shape} ${kind}${isLinked ? '' : ', links: false'}`);
    const body = bodyOf(shape, {
      enter: (args) => this.#enter(/** @type {number} */ (args.at(-1))),
      stretch: (span, of) => this.#stretch(span, of),
      gate: () => new Promise((resolve) => this.#gates.push(resolve)),
    });
    if (shape !== 'block') {
      const wrapped = this.#tracer[kind](body, options);
      return { name, kind, shape, isLinked, wrapped, fn: wrapped };
    }
    // What a block is given it closes over, so that it has to say so.
    const block = (/** @type {import('../../../js/index.js').Span} */ handle, /** @type {unknown[]} */ args) => {
      handle.annotate({ input: args.slice(0, -1) });
      return body(...args);
    };
    const wrapped = (/** @type {unknown[]} */ ...args) =>
      this.#tracer.trace({ ...options, kind }, (handle) => block(handle, args));
    return { name, kind, shape, isLinked, wrapped, fn: name };
  }

  /** @param {number} number of the span, the last argument of every body */
  #enter(number) {
    const span = this.journal.spans[number - 1];
    this.#know(span, this.#tracer.currentSpan());
    return span;
  }

  /** @param {Span} span @param {import('../../../js/index.js').Span | undefined} handle */
  #know(span, handle) {
    this.#handles.set(span, handle);
    span.id = handle?.spanId;
    span.traceId = handle?.traceId;
  }

  /** @param {Span} span @param {Shape} shape @returns {import('./bodies.js').Stop} */
  #stretch(span, shape) {
    this.#running.add(span);
    const isSlow = shape === 'async' || shape === 'promised';
    try {
      const stop = this.#untilStop(span, shape);
      if (isSlow && stop.how === 'return') this.#outcomes.bodyDone(span, true, stop.value);
      if (shape === 'asyncGenerator' && stop.how !== 'pause')
        this.#outcomes.answer(span, true, { value: stop.value, done: stop.how === 'return' });
      return stop;
    } catch (error) {
      if (isSlow) this.#outcomes.bodyDone(span, false, error);
      if (shape === 'asyncGenerator') this.#outcomes.answer(span, false, error);
      throw error;
    } finally {
      this.#running.delete(span);
    }
  }

  /** @param {Span} span @param {Shape} shape @returns {import('./bodies.js').Stop} */
  #untilStop(span, shape) {
    while (!this.#isFinishing && !this.#isSpent) {
      const next = this.#choices.weighted({ return: 3, step: 7, throw: 1, ...STOPS[shape] });
      if (next === 'pause') return { how: next };
      if (next === 'throw') throw this.#error(span);
      if (next === 'step') this.#step(span);
      else return { how: /** @type {'yield' | 'return'} */ (next), value: this.#result(span, shape, next) };
    }
    return { how: 'return' };
  }

  /** @param {Span} span @param {Shape} shape @param {string} how */
  #result(span, shape, how) {
    const outcomes = this.#outcomes;
    let value = this.#choices.oneIn(3) ? this.#make(span) : this.#values.any();
    const isBarred =
      (/generator/i.test(shape) && outcomes.isPromise(value)) ||
      ((shape === 'async' || shape === 'promised') && !outcomes.mayAdopt(span, value));
    if (isBarred) value = undefined;
    this.journal.say(span, `${how} ${this.#values.name(value)}`);
    return value;
  }

  /** @param {Span} span */
  #error(span) {
    const value = this.#choices.oneIn(2) ? new Error('thrown by the program') : this.#values.any();
    if (value instanceof Error) this.#values.add(value);
    this.#thrown.add(value);
    this.journal.say(span, `throw ${this.#values.name(value)}`);
    return value;
  }

  /** @param {Span | undefined} span */
  #step(span) {
    this.#steps += 1;
    const step = this.#choices.weighted(STEPS);
    if (step === 'make') this.#make(span);
    else if (step === 'call') this.#tryCall(span, this.#choices.pick(this.#definitions), this.#arguments());
    else if (step === 'pull') this.#pull(span);
    else if (step === 'annotate') this.#annotate(span);
    else if (step === 'within') this.#within(span);
    else if (step === 'loop') this.#loop(span);
    else this.journal.say(span, this.#values.mutate() ?? '(nothing to change)');
  }

  /** @param {Span | undefined} span */
  #make(span) {
    const { object, how } = this.#values.make();
    const isIgnored = this.#choices.oneIn(40);
    if (isIgnored) this.journal.ignored.add(object);
    this.journal.say(span, `${this.#values.name(object)} = ${how}${isIgnored ? ', ignored' : ''}`);
    return object;
  }

  #arguments() {
    const args = Array.from({ length: this.#choices.int(4) }, () => this.#values.any());
    if (args.length > 0 && this.#choices.oneIn(8)) args.push(args[0]);
    return args;
  }

  /** @param {Span | undefined} caller @param {Definition} definition @param {unknown[]} args @returns {unknown} the result; `undefined` when what it threw was caught */
  #tryCall(caller, definition, args) {
    try {
      return this.#call(caller, definition, args);
    } catch (error) {
      this.#check(error);
      if (caller && this.#choices.oneIn(2)) throw error;
      return undefined;
    }
  }

  /** @param {Span | undefined} caller @param {Definition} definition @param {unknown[]} args */
  #call(caller, definition, args) {
    if (this.#isSpent) return undefined;
    const { name, shape, wrapped } = definition;
    const span = this.journal.start(definition, caller);
    const receiver = this.#choices.oneIn(6) ? this.#values.any() : undefined;
    if (shape === 'block') this.journal.value(span, 'input', 'whole', args);
    else
      args.forEach((value, i) => {
        this.journal.value(span, 'input', 'argument', value, i);
      });
    this.journal.say(caller, `#${span.number} ${name}(${args.map((value) => this.#values.name(value)).join(', ')})`);
    let result;
    try {
      result = wrapped.call(receiver, ...args, span.number);
    } catch (error) {
      this.#outcomes.threw(span, error);
      throw error;
    }
    this.#take(span, shape, result);
    if (isObject(result)) this.journal.say(caller, `-> ${this.#values.name(result)}`);
    return result;
  }

  /** @param {Span} span @param {Shape} shape @param {any} result */
  #take(span, shape, result) {
    if (shape === 'async' || shape === 'promised') {
      this.#outcomes.promised(span, result, shape === 'async');
      this.#values.add(result, 'promise');
    } else if (shape === 'generator' || shape === 'asyncGenerator') {
      this.#values.add(result, 'stream');
      this.#ask(this.#outcomes.streamed(span, result, shape === 'asyncGenerator'), 'next');
    } else this.#outcomes.returned(span, result);
  }

  /** @param {Span | undefined} span */
  #pull(span) {
    const ready = this.#outcomes.streams.filter((stream) => !stream.request && !this.#running.has(stream.span));
    if (ready.length === 0) return;
    const stream = this.#choices.pick(ready);
    const what = this.#choices.weighted({ next: 6, return: 1, throw: 1 });
    this.journal.say(span, `${this.#values.name(stream.iterator)}.${what}()`);
    this.#ask(stream, what);
  }

  /** @param {Stream} stream @param {'next' | 'return' | 'throw'} what */
  #ask(stream, what) {
    const { span, iterator, isAsync } = stream;
    const error = what === 'throw' ? this.#error(span) : undefined;
    if (isAsync) {
      this.#outcomes.asked(stream);
      if (what === 'return') this.#outcomes.answer(span, true, { done: true });
      if (what === 'throw') this.#outcomes.answer(span, false, error);
      iterator[what](error).catch((/** @type {unknown} */ thrown) => this.#check(thrown));
      return;
    }
    try {
      this.#outcomes.answered(stream, true, iterator[what](error));
    } catch (thrown) {
      this.#check(thrown);
      this.#outcomes.answered(stream, false, thrown);
    }
  }

  /** @param {Span | undefined} span */
  #annotate(span) {
    if (!span) return;
    const side = this.#choices.pick(/** @type {const} */ (['input', 'output']));
    const value = this.#values.any();
    this.journal.say(span, `annotate ${side} ${this.#values.name(value)}`);
    this.#tracer.annotate({ [side]: value });
    this.journal.value(span, side, 'whole', value);
  }

  /** A call in another span, which may have ended. @param {Span | undefined} span */
  #within(span) {
    if (this.#handles.size === 0) return;
    const [other, handle] = this.#choices.pick([...this.#handles]);
    this.journal.say(span, `within #${other.number}:`);
    handle?.run(() => this.#tryCall(other, this.#choices.pick(this.#definitions), this.#arguments()));
  }

  /** The shape of an agent: a list that grows by what each call returned. @param {Span | undefined} span */
  #loop(span) {
    const [model, tool] = [this.#choices.pick(this.#definitions), this.#choices.pick(this.#definitions)];
    /** @type {unknown[]} */
    const history = [this.#values.any()];
    this.#values.add(history);
    this.journal.say(span, `${this.#values.name(history)} = list(${this.#values.name(history[0])}), a history`);
    for (let rounds = 1 + this.#choices.int(4); rounds > 0; rounds--) {
      const result = this.#tryCall(span, model, this.#choices.oneIn(2) ? [...history] : [history]);
      if (!this.#choices.oneIn(4)) history.push(result);
      if (this.#choices.oneIn(2)) history.push(this.#tryCall(span, tool, [result]));
    }
  }
}
