// Where one act of a program plays: it wraps functions as the run has it, and says what it sees.

/** @typedef {import('./world.js').World} World */
/** @typedef {{ tracer: number, kind: string, block: boolean, options: Record<string, unknown> }} Layer */
/** @typedef {(fn: any, layer: Layer) => any} Wrap */
/** What a promise is asked for, and when. @typedef {{ how: string, after: number }} Reading */

const KINDS = ['task', 'llm', 'tool', 'workflow', 'agent', 'retrieval', 'embedding'];

/** How a function is wrapped: by none, one or two tracers. @param {import('../choices.js').Choices} choices @returns {Layer[]} */
export const planLayers = (choices) =>
  Array.from({ length: choices.pick([1, 1, 1, 2, 0]) }, () => ({
    tracer: choices.int(2),
    kind: choices.pick(KINDS),
    block: choices.oneIn(6),
    options: choices.pick([{}, {}, { links: false }, { captureInput: false, captureOutput: false }, { name: 'other' }]),
  }));

/** Microtasks by which what a pipe waits for comes later. @typedef {{ source: number, sink: number, abort: number, start: number }} Delay */

export const NO_DELAY = { source: 0, sink: 0, abort: 0, start: 0 };

export class Stage {
  #world;
  #name;
  #wrap;
  /** @type {Delay} */
  delay;

  /** @param {World} world @param {string} name @param {Wrap} wrap @param {Delay} [delay] */
  constructor(world, name, wrap, delay = NO_DELAY) {
    this.delay = delay;
    this.#world = world;
    this.#name = name;
    this.#wrap = wrap;
  }

  /** @param {string} text @param {string} [role] of this act; what two roles do may overlap @param {boolean} [isRacy] */
  say(text, role, isRacy) {
    this.#world.say(role ? `${this.#name} ${role}` : this.#name, text, { store: this.#name, isRacy });
  }

  /** @param {unknown} value */
  show(value) {
    return this.#world.show(value);
  }

  /** @template T @param {T} value @param {string} name @returns {T} */
  named(value, name) {
    return this.#world.named(value, `${this.#name}.${name}`);
  }

  /** @param {string} name */
  error(name) {
    return this.named(new RangeError(name), name);
  }

  /** @template {Function} F @param {F} fn @param {Layer[]} layers @returns {any} */
  wrap(fn, layers) {
    return layers.reduce((inner, layer) => this.#wrap(inner, layer), /** @type {any} */ (fn));
  }

  /** Any number of microtasks, then of turns. @param {number} ticks @param {number} [turns] */
  async wait(ticks, turns = 0) {
    for (let left = ticks; left > 0; left--) await undefined;
    if (turns > 0) await this.#world.later(turns);
  }

  /** @type {World['later']} */
  later(turns, part) {
    return this.#world.later(turns, part);
  }

  /** Says what a call gives or throws. @param {string} what @param {() => any} call @param {string} [role] */
  attempt(what, call, role) {
    try {
      const result = call();
      this.say(`${what} gave ${this.show(result)}`, role);
      return result;
    } catch (error) {
      this.say(`${what} threw ${this.show(error)}`, role);
      return undefined;
    }
  }

  /** Says what a promise or thenable settles to. @param {string} what @param {() => any} call @param {string} [role] */
  async settle(what, call, role) {
    try {
      const value = await call();
      this.say(`${what}: ${this.show(value)}`, role);
      return value;
    } catch (error) {
      this.say(`${what} failed: ${this.show(error)}`, role);
      return undefined;
    }
  }
}

/** A promise that says who asks it, unless that is the language. @param {Stage} stage @param {unknown} value */
export function promiseWithThen(stage, value) {
  const own = Promise.resolve(value);
  const { then } = own;
  return Object.assign(own, {
    // biome-ignore lint/suspicious/noThenProperty: it is looked who asks
    then(/** @type {any[]} */ ...args) {
      stage.say('own then');
      return Reflect.apply(then, own, args);
    },
  });
}

/** @param {import('../choices.js').Choices} choices @returns {Reading} */
export const planReading = (choices) => ({
  how: choices.weighted({
    await: 4,
    // biome-ignore lint/suspicious/noThenProperty: a name
    then: 2,
    catch: 1,
    finally: 1,
    both: 1,
    never: 1,
    race: 1,
    all: 1,
    settled: 1,
    resolve: 1,
    adopted: 1,
    twice: 1,
  }),
  after: choices.pick([0, 0, 0, 1, 2]),
});

/**
 * Reads a promise or thenable in one of the ways there are.
 * @param {Stage} stage @param {any} promise @param {Reading} reading
 */
export async function read(stage, promise, { how, after }) {
  if (after > 0) await stage.wait(after === 1 ? 3 : 0, after - 1);
  const isThenable = typeof promise === 'object' && promise !== null && 'then' in promise;
  if (!isThenable || how === 'await') return stage.settle('awaited', () => promise);
  const onValue = (/** @type {unknown} */ value) => stage.say(`then: ${stage.show(value)}`);
  const onError = (/** @type {unknown} */ error) => stage.say(`catch: ${stage.show(error)}`);
  if (how === 'never') return undefined;
  if (how === 'then') return stage.attempt('then()', () => promise.then(onValue));
  if (how === 'both') return stage.settle('both', () => promise.then(onValue, onError, 'more'));
  if (how === 'catch') return stage.settle('catch()', () => promise.catch?.(onError));
  if (how === 'finally') return stage.settle('finally()', () => promise.finally?.(() => stage.say('finally')));
  if (how === 'race') return stage.settle('race', () => Promise.race([promise, other(stage)]));
  if (how === 'all') return stage.settle('all', () => Promise.all([promise, 1, promise]));
  if (how === 'settled') return stage.settle('all settled', () => Promise.allSettled([promise, promise]));
  if (how === 'resolve') {
    stage.say(Promise.resolve(promise) === promise ? 'resolve() keeps it' : 'resolve() makes another');
    return stage.settle('resolved', () => Promise.resolve(promise));
  }
  if (how === 'adopted') return stage.settle('adopted', async () => promise);
  promise.then(onValue, onError);
  return promise.then(onValue, onError);
}

/** @param {Stage} stage */
async function other(stage) {
  await stage.wait(2);
  return 'the other';
}
