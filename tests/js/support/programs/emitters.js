// Event emitters and event targets with results of their own, as the helpers of API clients are.
import { EventEmitter, on, once } from 'node:events';
import { planLayers } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const EVENTS = ['text', 'text', 'chunk', 'connect', 'chatCompletion', 'message', 'error', 'end', 'abort'];

/** @param {Choices} choices */
export const planEmitter = (choices) => ({
  layers: planLayers(choices),
  kind: choices.weighted({ emitter: 3, runner: 3, client: 5, target: 1, own: 1 }),
  place: choices.weighted({ bare: 4, member: 1, promised: 2 }),
  events: Array.from({ length: choices.int(6) }, () => choices.pick(EVENTS)),
  speed: choices.pick(['ticks', 'turn', 'turn', 'next tick']),
  fails: choices.oneIn(3),
  listens: Array.from({ length: choices.int(4) }, () => choices.pick(['text', 'text', 'end', 'error', 'chunk', 'any'])),
  way: choices.weighted({
    on: 3,
    once: 2,
    prepend: 1,
    onceFor: 1,
    iterateEvents: 1,
    final: 3,
    iterate: 2,
    emit: 1,
    off: 1,
    never: 1,
  }),
  throwsIn: choices.oneIn(5),
});

/** @typedef {ReturnType<typeof planEmitter>} EmitterPlan */

/** @param {EmitterPlan} plan */
export const emitterTraits = ({ place, layers, kind }) => ({
  isRacy: place === 'promised',
  isHandedOn: kind === 'runner' || kind === 'client' || (place === 'promised' && layers.some(({ block }) => block)),
});

/** A helper that emits, ends with a promise, and can be iterated. */
class Runner extends EventEmitter {
  /** @type {(value: unknown) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};
  #ended = new Promise((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });
  #stage;

  /** @param {Stage} stage */
  constructor(stage) {
    super();
    this.#stage = stage;
    this.#ended.catch(() => {});
  }

  get running() {
    this.#stage.say('an accessor runs');
    return true;
  }

  /** @param {unknown} error */
  finish(error) {
    if (error) this.#reject(error);
    else this.#resolve(this.#stage.named({ all: 'of it' }, 'final'));
  }

  done() {
    return this.#ended;
  }

  async finalText() {
    await this.#ended;
    return 'the text';
  }

  async *[Symbol.asyncIterator]() {
    for await (const [text] of on(this, 'text')) yield text;
  }
}

/** As the streams of the OpenAI and Anthropic clients are: events by a method of their own, promises for what comes, loops over pieces. */
class Client {
  /** @type {Record<string, { listener: Function, isOnce: boolean }[]>} */
  #listeners = {};
  #runner;
  #isOver = false;

  /** @param {Stage} stage */
  constructor(stage) {
    this.#runner = new Runner(stage);
  }

  get ended() {
    return this.#isOver;
  }

  /** @param {string} event @param {Function} listener @param {boolean} [isOnce] */
  on(event, listener, isOnce = false) {
    this.#listeners[event] = [...(this.#listeners[event] ?? []), { listener, isOnce }];
    return this;
  }

  /** @param {string} event @param {Function} listener */
  once(event, listener) {
    return this.on(event, listener, true);
  }

  /** @param {string} event @param {Function} listener */
  off(event, listener) {
    this.#listeners[event] = (this.#listeners[event] ?? []).filter((each) => each.listener !== listener);
    return this;
  }

  /** @param {string} event */
  emitted(event) {
    return new Promise((resolve) => this.once(event, resolve));
  }

  /** @param {string} event @param {...any} args */
  _emit(event, ...args) {
    if (this.#isOver) return;
    if (event === 'end') this.#isOver = true;
    const listeners = this.#listeners[event] ?? [];
    this.#listeners[event] = listeners.filter(({ isOnce }) => !isOnce);
    for (const { listener } of listeners) listener(...args);
    // Nobody listens: the process is told.
    if (event === 'error' && listeners.length === 0) Promise.reject(args[0]);
  }

  /** @param {unknown} error */
  finish(error) {
    if (error) this._emit('error', error);
    this._emit('end');
    this.#runner.finish(error);
  }

  done() {
    return this.#runner.done();
  }

  finalText() {
    return this.#runner.finalText();
  }

  async *[Symbol.asyncIterator]() {
    /** @type {unknown[]} */
    const texts = [];
    this.on('text', (/** @type {unknown} */ text) => texts.push(text));
    await this.done();
    yield* texts;
  }
}

/** An emitter that nobody's class knows. @param {Stage} stage */
function ownEmitter(stage) {
  /** @type {Record<string, Function[]>} */
  const listeners = {};
  return {
    on(/** @type {string} */ event, /** @type {Function} */ listener) {
      listeners[event] = [...(listeners[event] ?? []), listener];
      return this;
    },
    off(/** @type {string} */ event, /** @type {Function} */ listener) {
      listeners[event] = (listeners[event] ?? []).filter((each) => each !== listener);
      return this;
    },
    emit(/** @type {string} */ event, /** @type {unknown[]} */ ...args) {
      stage.say(`emit ${event}`, 'source');
      for (const each of listeners[event] ?? []) each.apply(this, args);
      return Boolean(listeners[event]);
    },
  };
}

/** @param {Stage} stage @param {EmitterPlan} plan @returns {any} */
function makeEmitter(stage, { kind, events, speed, fails }) {
  const emitter =
    kind === 'client'
      ? new Client(stage)
      : kind === 'runner'
        ? new Runner(stage)
        : kind === 'target'
          ? new EventTarget()
          : kind === 'own'
            ? ownEmitter(stage)
            : new EventEmitter();
  const emit = (/** @type {string} */ event, /** @type {number} */ at) => {
    if (emitter instanceof EventTarget) return emitter.dispatchEvent(new CustomEvent(event, { detail: at }));
    const argument = event === 'error' ? stage.error(`error ${at}`) : stage.named({ at }, `argument ${at}`);
    return emitter instanceof Client ? emitter._emit(event, argument, at) : emitter.emit(event, argument, at);
  };
  const run = async () => {
    for (const [at, event] of events.entries()) {
      if (speed === 'ticks') await stage.wait(at === 0 ? 6 : 2);
      else if (speed === 'turn') await stage.later();
      else await new Promise((/** @type {(value?: unknown) => void} */ resolve) => process.nextTick(resolve));
      stage.attempt(`emit ${event}`, () => emit(event, at), 'source');
    }
    if (emitter instanceof Runner || emitter instanceof Client)
      emitter.finish(fails ? stage.error('run error') : undefined);
  };
  run();
  return emitter;
}

/** @param {Stage} stage @param {any} emitter @param {EmitterPlan} plan */
function listenTo(stage, emitter, { listens, way, throwsIn }) {
  for (const [at, event] of listens.entries()) {
    const listener = (/** @type {any[]} */ ...args) => {
      stage.say(
        `${event} ${args.map((each) => stage.show(each instanceof Event ? each.type : each))}`,
        `listener ${at}`,
      );
      if (throwsIn) throw stage.error('thrown by a listener');
    };
    if (emitter instanceof EventTarget) {
      if (!throwsIn) emitter.addEventListener(event, listener, { once: way === 'once' });
      continue;
    }
    const method = { once: 'once', prepend: 'prependListener' }[/** @type {string} */ (way)] ?? 'on';
    stage.say(`the same ${(emitter[method] ?? emitter.on).call(emitter, event, listener) === emitter}`);
    if (way === 'off') emitter.off(event, listener);
    if (emitter.listeners)
      stage.say(`its own ${emitter.listeners(event).includes(listener)} ${emitter.rawListeners(event).length}`);
  }
}

/** @param {Stage} stage @param {any} emitter */
const state = (stage, emitter) =>
  stage.say(
    `${Object.keys(emitter)} ${emitter.eventNames?.().map(String)} ${emitter.listenerCount?.('text')} ${emitter.listenerCount?.('error')} ${emitter.getMaxListeners?.()}`,
  );

/** @param {Stage} stage @param {any} emitter @param {EmitterPlan} plan */
async function useEmitter(stage, emitter, plan) {
  const { way } = plan;
  if (way === 'emit' && emitter.emit) {
    stage.attempt('emitted', () => emitter.emit('text', 'by hand'));
    stage.attempt('emitted error', () => emitter.emit('error', stage.error('by hand')));
  }
  if (way === 'onceFor' && emitter instanceof EventEmitter)
    await stage.settle('once', () => Promise.race([once(emitter, 'text'), stage.later(6)]));
  if (way === 'iterateEvents' && emitter instanceof EventEmitter)
    await stage.settle('events', async () => {
      const signal = new AbortController();
      stage.later(6).then(() => signal.abort(stage.error('enough')));
      for await (const event of on(emitter, 'text', { signal: signal.signal })) stage.say(`event ${stage.show(event)}`);
    });
  if (way === 'emit' && emitter instanceof Client) emitter._emit('text', 'by hand');
  if (way === 'onceFor' && emitter instanceof Client)
    await stage.settle('emitted', () => Promise.race([emitter.emitted('text'), stage.later(6)]));
  if (!(emitter instanceof Runner) && !(emitter instanceof Client)) return;
  if (way === 'final') {
    const promise = emitter.done();
    stage.say(`the same promise ${promise === emitter.done()}`);
    await stage.settle('final', () => promise);
    await stage.settle('final text', () => emitter.finalText());
  }
  if (way === 'iterate')
    await stage.settle('the loop', async () => {
      let left = 2;
      for await (const text of emitter) {
        stage.say(`text ${stage.show(text)}`);
        if (left-- === 0) break;
      }
    });
}

/** @param {Stage} stage @param {EmitterPlan} plan */
export async function actEmitter(stage, plan) {
  const { place } = plan;
  const make = () => {
    const emitter = stage.named(makeEmitter(stage, plan), 'emitter');
    return place === 'member' ? { emitter, name: 'of it' } : emitter;
  };
  const wrapped = stage.wrap(place === 'promised' ? async () => make() : make, plan.layers);
  const result = stage.attempt('it', () => wrapped());
  const emitter = place === 'promised' ? await result : place === 'member' ? result.emitter : result;
  emitter.on?.('newListener', (/** @type {string} */ event) => stage.say(`new listener of ${String(event)}`));
  state(stage, emitter);
  listenTo(stage, emitter, plan);
  // A loop over its events may never end.
  await Promise.race([useEmitter(stage, emitter, plan), stage.later(10)]);
  await stage.later(6);
  state(stage, emitter);
}
