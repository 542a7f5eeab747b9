// Where a program runs: its clock, what all its flows share, and who called whom.

import { SHARED } from './values.js';

/** @typedef {import('./steps.js').Step} Step */
/** What differs by platform. @typedef {{ turn: () => Promise<void>, timer: (ms: number, done: () => void) => Promise<unknown>, platform: Ask, message: Ask, worker: Ask, foreign: { Promise: PromiseConstructor, wait: (promise: any) => Promise<unknown>, call: (promise: any, fn: () => unknown) => Promise<unknown> } }} Host */
/** @typedef {(done: () => void) => Promise<unknown>} Ask */
/**
 * What a run of code knows.
 * @typedef {Object} Env
 * @property {World} world
 * @property {(Record | undefined)[]} spans those that are around it, one for each tracer
 * @property {string} at what came last
 * @property {unknown} last what that gave
 * @property {unknown[]} args
 * @property {number} memo in code that others may wait for: it may wait for what is made later, so that none waits for itself; else -1
 */

/** Turns after which what nobody settled is settled from outside of all flows. */
const IDLE_TURNS = 2;
const ALL_TURNS = IDLE_TURNS + SHARED + 1;
const MOST_TURNS = 2000;
const LONGEST = 3;

/** @param {import('../choices.js').Choices} choices */
export const planTurns = (choices) => ({ turns: choices.int(LONGEST) });

/** A span as it has to be. */
export class Record {
  /** What the tracer has for it, where that is known. @type {import('spanloom').Span | undefined} */
  span;
  /** The spans within it. @type {(Record | undefined)[]} */
  inside;
  /** Its code has ended, or what it gave has settled before. */
  isOver = false;
  /** All around it is over: to the tracer, its code is nobody's. */
  isLate;

  /** @param {Env} env @param {number} tracer @param {string} name @param {boolean} isShared others have that name @param {boolean} isLeftOut of the sample, as a root */
  constructor(env, tracer, name, isShared, isLeftOut) {
    this.tracer = tracer;
    this.name = name;
    this.isShared = isShared;
    this.isLeftOut = isLeftOut;
    this.parent = env.spans[tracer];
    this.at = env.at;
    this.inside = env.spans.with(tracer, this);
    this.isHandedOver = env.memo >= 0;
    this.isLate = true;
    for (let around = this.parent; around; around = around.parent) this.isLate &&= around.isOver;
  }

  /** @param {import('spanloom').Span | undefined} span what is active as it begins: nothing where it is not recorded */
  note(span) {
    if (span?.name === this.name) this.span = span;
  }
}

export class World {
  host;
  /** @type {any[]} */
  tracers = [];
  isSampling = false;
  /** Each call of a wrapped function, as the code has it. @type {Record[]} */
  records = [];
  client = { endpoint: 'the same for all', models: ['large', 'small'] };
  pool = [{ id: 'first' }, { id: 'second' }, { id: 'third' }];
  /** What flows leave for others. @type {unknown[]} */
  given = [];
  /** What others may go over. @type {any[]} */
  handed = [];
  perform;
  /** Begins the code of a wrapped function that several calls have. @type {any} */
  starting;
  #count = 0;
  #turn = 0;
  /** Runs of code that are not over. */
  #active = 0;
  /** What comes from the platform. */
  #busy = 0;
  /** @type {{ turn: number, resolve: (value?: unknown) => void }[]} */
  #sleeping = [];
  /** Promises that are asked for again. @type {any[]} */
  #memo = [];
  /** @type {Map<string, Function>} */
  #made = new Map();
  /** @type {(PromiseWithResolve | undefined)[]} */
  #deferreds = [];
  /** @type {((value?: unknown) => void)[][]} */
  #stored = [[], [], []];
  /** @type {{ inside: Env, isBusy: boolean, items: AsyncGenerator | undefined }[]} */
  #generators = [];
  /** @type {((env?: Env) => void)[]} */
  #jobs = [];
  #targets = [new EventTarget(), new EventTarget(), new EventTarget()];
  /** Whose code tells an event. @type {Env} */
  #teller;

  /** @param {Host} host @param {(env: Env, step: Step, isHandled: boolean) => any} perform */
  constructor(host, perform) {
    this.host = host;
    this.perform = perform;
    this.#teller = this.nowhere;
  }

  /** Code that runs outside of all spans. @returns {Env} */
  get nowhere() {
    return { world: this, spans: [undefined, undefined], at: 'outside', last: undefined, args: [], memo: -1 };
  }

  next() {
    this.#count += 1;
    return this.#count;
  }

  /** @param {string} key @param {() => Function} make */
  once(key, make) {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }

  /** Made once, for all that ask. @param {Env} env @param {number} index @param {(env: Env) => any} make */
  memoised(env, index, make) {
    if (index <= env.memo) return undefined;
    this.#memo[index] ??= make({ ...env, memo: index });
    return this.#memo[index];
  }

  /** @param {Env} env @param {number} tracer @param {string} name @param {boolean} isShared @param {boolean} isLeftOut */
  record(env, tracer, name, isShared, isLeftOut) {
    const record = new Record(env, tracer, name, isShared, isLeftOut);
    this.records.push(record);
    return record;
  }

  /** Some span that was recorded. @param {number} index */
  openRecord(index) {
    const open = this.records.filter(({ span }) => span);
    return open[index % open.length];
  }

  /** @param {Env} env @param {Step[]} steps @param {string} at @returns {import('./code.js').Activation} */
  activation(env, steps, at) {
    this.#active += 1;
    return {
      env: { ...env, at },
      steps,
      end: ({ last }) => last,
      leave: () => {
        this.#active -= 1;
      },
    };
  }

  /** What the platform is asked for, until the answer is there. @returns {() => void} */
  busy() {
    this.#busy += 1;
    return () => {
      this.#busy -= 1;
    };
  }

  /** @param {number} turns @returns {Promise<any>} */
  sleep(turns) {
    return new Promise((resolve) => this.#sleeping.push({ turn: this.#turn + turns + 1, resolve }));
  }

  /** @param {number} chunks */
  stream(chunks) {
    let left = chunks;
    return new ReadableStream({
      pull: async (controller) => {
        await this.sleep(left % 2);
        controller.enqueue({ chunk: left });
        left -= 1;
        if (left === 0) controller.close();
      },
    });
  }

  /** @param {number} index */
  deferred(index) {
    if (!this.#deferreds[index]) {
      /** @type {any} */
      let resolve;
      const promise = new Promise((settle) => {
        resolve = settle;
      });
      this.#deferreds[index] = { promise, resolve };
    }
    return this.#deferreds[index]?.promise;
  }

  /** @param {number} index @param {() => void} [onSettled] */
  thenable(index, onSettled = () => {}) {
    const stored = this.#stored;
    return {
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      then(/** @type {any} */ resolve) {
        stored[index].push((value) => {
          onSettled();
          resolve(value);
        });
      },
    };
  }

  /** All that waits for it goes on. @param {number} index @param {() => unknown} [give] what comes to wait meanwhile waits for the next time */
  settle(index, give = () => index) {
    const deferred = this.#deferreds[index];
    const stored = this.#stored[index].splice(0);
    this.#deferreds[index] = undefined;
    const value = give();
    deferred?.resolve(value);
    for (const resolve of stored) resolve(value);
  }

  /** Goes on with a generator, whoever does: its code is theirs until the next step. @param {Env} env @param {number} index @param {(env: Env) => AsyncGenerator} make */
  async stepped(env, index, make) {
    this.#generators[index] ??= { inside: { ...env }, isBusy: false, items: undefined };
    const generator = this.#generators[index];
    if (generator.isBusy) return;
    generator.isBusy = true;
    Object.assign(generator.inside, { spans: env.spans, at: 'in a shared generator' });
    generator.items ??= make(generator.inside);
    try {
      await generator.items.next();
    } finally {
      generator.isBusy = false;
    }
  }

  /** @param {(env: Env) => unknown} act @returns {Promise<unknown>} what comes of it when somebody does it */
  job(act) {
    return new Promise((resolve) => {
      this.#jobs.push((env) => resolve(env && act(env)));
    });
  }

  /** @param {Env} env whose code does it */
  doJob(env) {
    this.#jobs.shift()?.(env);
  }

  /** @param {number} index @returns {Promise<unknown>} */
  event(index) {
    return new Promise((resolve) => this.#targets[index].addEventListener('told', resolve, { once: true }));
  }

  /** @param {number} index @param {(env: Env) => void} listener given the code that tells */
  listen(index, listener) {
    this.#targets[index].addEventListener('told', () => listener(this.#teller), { once: true });
  }

  /** @param {number} index @param {Env} [env] */
  emit(index, env = this.nowhere) {
    const outer = this.#teller;
    this.#teller = env;
    this.#targets[index].dispatchEvent(new Event('told'));
    this.#teller = outer;
  }

  /** @param {{ turn: number, begin: () => unknown }[]} flows */
  async run(flows) {
    let waiting = flows;
    let turns = 0;
    for (let idle = 0; idle < ALL_TURNS; ) {
      await this.host.turn();
      this.#turn += 1;
      if (this.#busy === 0) turns += 1;
      if (turns > MOST_TURNS) throw new Error(`${this.#active} runs of code never end`);
      const isDue = (/** @type {{ turn: number }} */ each) => each.turn <= this.#turn;
      const starting = waiting.filter(isDue);
      waiting = waiting.filter((each) => !isDue(each));
      for (const { begin } of starting) begin();
      const due = this.#sleeping.filter(isDue);
      this.#sleeping = this.#sleeping.filter((each) => !isDue(each));
      for (const { resolve } of due) resolve();
      const isIdle = starting.length + due.length + waiting.length + this.#sleeping.length + this.#busy === 0;
      if (isIdle && idle >= IDLE_TURNS) this.#release(idle - IDLE_TURNS);
      const isOver = this.#active === 0 && [...this.#stored, this.handed].every(({ length }) => length === 0);
      idle = isIdle && (isOver || idle < ALL_TURNS - 1) ? idle + 1 : 0;
    }
  }

  /** @param {number} index */
  #release(index) {
    if (index >= SHARED) return;
    this.settle(index);
    this.emit(index);
    for (const job of this.#jobs.splice(0)) job();
    for (const items of this.handed.splice(0)) items.return();
    for (const { isBusy, items } of Object.values(this.#generators)) if (!isBusy) items?.return();
  }
}

/** @typedef {{ promise: Promise<any>, resolve: (value?: unknown) => void }} PromiseWithResolve */
