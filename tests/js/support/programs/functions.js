// Functions of all forms that give values, throw, or give promises.
import { planLayers, planReading, promiseWithThen, read } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const THROWN = ['error', 'undefined', 'symbol', 'text', 'frozen', 'promise'];
const RESULTS = [
  'object',
  'this',
  'args',
  'accessor',
  'frozen',
  'function',
  'text',
  'nothing',
  'instance',
  'map',
  'lazy',
  'lazy class',
];

/** @param {Choices} choices */
export const planFunction = (choices) => ({
  layers: planLayers(choices),
  form: choices.weighted({ function: 2, arrow: 1, method: 1, async: 5, asyncArrow: 1, promise: 6 }),
  promise: choices.pick([
    'resolved',
    'rejected',
    'later',
    'fails later',
    'ticks',
    'shared',
    'shared rejected',
    'subclass',
    'subclass rejected',
    'own then',
    'never',
    'settled by itself',
  ]),
  result: choices.pick(RESULTS),
  thrown: choices.oneIn(3) ? choices.pick(THROWN) : undefined,
  ticks: choices.int(4),
  turns: choices.pick([0, 0, 0, 1]),
  argument: choices.pick(['accessor', 'accessor', 'lazy', 'lazy class', 'iterator', 'map']),
  depth: choices.pick([0, 0, 0, 1, 3]),
  readings: Array.from({ length: 1 + choices.int(2) }, () => planReading(choices)),
});

/** @typedef {ReturnType<typeof planFunction>} FunctionPlan */

/** Loses to nobody who comes first: which of two promises that is depends on microtasks. @param {FunctionPlan} plan */
export const functionTraits = ({ form, readings, layers }) => ({
  isRacy: readings.some(({ how }) => how === 'race'),
  isHandedOn: form === 'promise' || layers.some(({ block }) => block),
});

/** @param {Stage} stage @param {string} name */
function thrownValue(stage, name) {
  if (name === 'undefined') return undefined;
  if (name === 'symbol') return Symbol.for('thrown');
  if (name === 'text') return 'a thrown text';
  if (name === 'frozen') return stage.named(Object.freeze(new TypeError('frozen')), 'frozen error');
  if (name === 'promise') return stage.named(Promise.resolve('thrown'), 'thrown promise');
  return stage.error('error');
}

class Instance {
  #hidden = 1;
  own = { deep: [1] };
  get hidden() {
    return this.#hidden;
  }
}

class Counted {
  /** @param {Stage} stage */
  constructor(stage) {
    Object.defineProperty(this, 'counted', { enumerable: true, get: () => stage.say('an accessor runs') });
  }
}

/** What tells a promise, an iterator, a stream or an emitter from other objects, and what results are looked at for. */
const TELLING = [
  'then',
  'next',
  'getReader',
  'on',
  'emit',
  'pipe',
  'constructor',
  'toJSON',
  'controller',
  'usage',
  'body',
  'text',
  'value',
  'stream',
  'parse',
  'asResponse',
];

/** An object that can be asked for much, and runs something each time. @param {Stage} stage @param {boolean} isClass */
function makeLazy(stage, isClass) {
  const members = [...TELLING, Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag].map((key) => [
    key,
    { get: () => stage.say(`${String(key)} is asked for`), enumerable: typeof key === 'string', configurable: true },
  ]);
  const object = Object.defineProperties({}, Object.fromEntries(members));
  return stage.named(isClass ? Object.create(object) : object, 'lazy');
}

/** @param {Stage} stage @param {string} name */
function argumentValue(stage, name) {
  if (name.startsWith('lazy')) return { lazy: makeLazy(stage, name !== 'lazy') };
  if (name === 'iterator') return [1, 2, 3].values();
  if (name === 'map') return new Map([[1, new Counted(stage)]]);
  return { text: 'an argument', counted: new Counted(stage) };
}

/** @param {Stage} stage @param {string} name @param {unknown} self @param {unknown[]} args */
function resultValue(stage, name, self, args) {
  if (name === 'this') return self;
  if (name === 'args') return args;
  if (name === 'text') return 'some text that is long enough to be found again in what comes later';
  if (name === 'nothing') return undefined;
  if (name === 'function') return stage.named(() => stage.say('a returned function runs'), 'function');
  if (name === 'frozen') return stage.named(Object.freeze({ a: Object.freeze([1]) }), 'frozen');
  if (name === 'accessor') return stage.named({ list: [new Counted(stage)] }, 'accessor');
  if (name.startsWith('lazy')) return makeLazy(stage, name !== 'lazy');
  if (name === 'instance') return stage.named(new Instance(), 'instance');
  if (name === 'map') return stage.named(new Map([[new Counted(stage), new Set([1])]]), 'map');
  return stage.named({ id: 7, list: ['one', { two: 2 }] }, 'object');
}

class OwnPromise extends Promise {}

/** @param {Stage} stage @param {FunctionPlan} plan @param {() => unknown} finish */
function makePromise(stage, { promise, ticks }, finish) {
  const isRejected = promise.endsWith('rejected') || promise === 'fails later';
  const outcome = () => {
    if (isRejected) throw stage.error('error');
    return finish();
  };
  if (promise === 'never') return new Promise(() => {});
  if (promise.endsWith('later')) return stage.later(1 + (ticks % 2)).then(outcome);
  if (promise === 'ticks') return stage.wait(ticks).then(outcome);
  if (promise.startsWith('subclass')) return OwnPromise.resolve().then(outcome);
  if (promise === 'settled by itself') {
    return new Promise((resolve, reject) => {
      resolve(isRejected ? Promise.reject(stage.error('error')) : Promise.resolve(1).then(outcome));
      reject(stage.error('too late'));
    });
  }
  if (promise === 'own then') return promiseWithThen(stage, 1);
  return new Promise((resolve) => resolve(1)).then(outcome);
}

/** @param {Stage} stage @param {FunctionPlan} plan */
function makeFunction(stage, plan) {
  const { form, result, thrown, ticks, turns, depth } = plan;
  /** @type {unknown} */
  let shared;
  let left = depth;
  /** @type {{ again?: any }} */
  const hook = {};
  const enter = (/** @type {unknown} */ self, /** @type {unknown[]} */ args) => {
    stage.say(`runs with ${stage.show(self)} and ${stage.show(args)}`);
    return left-- > 0 ? Reflect.apply(hook.again, self, args) : undefined;
  };
  const finish = (/** @type {unknown} */ self, /** @type {unknown[]} */ args) => {
    if (thrown) throw thrownValue(stage, thrown);
    return resultValue(stage, result, self, args);
  };
  const forms = {
    /** @this {unknown} @param {...unknown} args */
    function(...args) {
      enter(this, args);
      return finish(this, args);
    },
    arrow: (/** @type {unknown[]} */ ...args) => {
      enter(undefined, args);
      return finish(undefined, args);
    },
    method: {
      /** @this {unknown} @param {...unknown} args */
      method(...args) {
        enter(this, args);
        return finish(this, args);
      },
    }.method,
    /** @this {unknown} @param {...unknown} args */
    async async(...args) {
      const inner = enter(this, args);
      await stage.wait(ticks, turns);
      if (inner !== undefined) await stage.settle('inner', () => inner);
      return finish(this, args);
    },
    asyncArrow: async (/** @type {unknown[]} */ ...args) => {
      const inner = enter(undefined, args);
      if (inner !== undefined) await stage.settle('inner', () => inner);
      return finish(undefined, args);
    },
    /** @this {unknown} @param {...unknown} args */
    promise(...args) {
      stage.say(`runs with ${stage.show(this)} and ${stage.show(args)}`);
      if (!plan.promise.startsWith('shared')) return makePromise(stage, plan, () => finish(this, args));
      shared ??= stage.named(
        makePromise(stage, plan, () => finish(this, args)),
        'shared promise',
      );
      return shared;
    },
  };
  return { fn: forms[form], hook };
}

/** @param {Stage} stage @param {FunctionPlan} plan */
export async function actFunction(stage, plan) {
  const { fn, hook } = makeFunction(stage, plan);
  Object.assign(fn, { extra: stage.named({}, 'extra') });
  const wrapped = stage.wrap(fn, plan.layers);
  hook.again = wrapped;
  if (!plan.layers.some(({ block }) => block)) describe(stage, wrapped);
  const self = stage.named({ of: 'self', call: wrapped }, 'self');
  const argument = stage.named(argumentValue(stage, plan.argument), 'argument');
  const results = plan.readings.map(() => stage.attempt('it', () => self.call(argument, 'more')));
  await Promise.all(plan.readings.map((reading, i) => read(stage, results[i], reading)));
}

/** @param {Stage} stage @param {any} wrapped */
function describe(stage, wrapped) {
  const { name, length, extra } = wrapped;
  const members = Object.getOwnPropertyNames(wrapped).concat(Object.keys(wrapped));
  const type = Object.prototype.toString.call(wrapped);
  stage.say(
    `${typeof wrapped} ${type} ${name} ${length} ${stage.show(extra)} ${members} ${wrapped instanceof Function}`,
  );
  wrapped.later = 1;
  stage.say(`${Object.hasOwn(wrapped, 'later')} ${delete wrapped.later} ${'later' in wrapped}`);
  if (!('prototype' in wrapped)) stage.attempt('new', () => Boolean(new wrapped()));
}
