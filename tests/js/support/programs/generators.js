// Generators and iterators of one's own, read in all ways.
import { planLayers } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const STEPS = { yield: 6, throw: 1, ticks: 1, turn: 1, delegate: 1, promise: 1, rejected: 1, itself: 1 };

/** @param {Choices} choices */
export const planGenerator = (choices) => ({
  layers: planLayers(choices),
  shape: choices.weighted({ sync: 3, async: 5, ownSync: 1, ownAsync: 2, iterable: 1, shared: 1 }),
  isPromised: choices.oneIn(5),
  steps: Array.from({ length: choices.int(5) }, () => choices.weighted(STEPS)),
  last: choices.pick(['nothing', 'value', 'value', 'error']),
  cleanup: choices.pick(['none', 'says', 'says', 'yields', 'throws', 'returns']),
  catches: choices.oneIn(3),
  way: choices.weighted({
    loop: 3,
    script: 3,
    atOnce: 2,
    alone: 2,
    spread: 1,
    destructure: 1,
    delegate: 1,
    twice: 1,
    never: 1,
  }),
  leavesAt: choices.oneIn(2) ? choices.int(4) : Infinity,
  script: Array.from({ length: 1 + choices.int(5) }, () => choices.weighted({ next: 5, return: 1, throw: 1 })),
});

/** @typedef {ReturnType<typeof planGenerator>} GeneratorPlan */

const isOfPlatform = (/** @type {GeneratorPlan} */ { shape }) => shape === 'sync' || shape === 'async';

/** @param {GeneratorPlan} plan */
export const generatorTraits = (plan) => ({
  isHandedOn: !isOfPlatform(plan) || (plan.isPromised && plan.layers.some(({ block }) => block)),
});

/** @param {GeneratorPlan} plan */
const isAsync = ({ shape }) => !['sync', 'ownSync'].includes(shape);

/** @param {Stage} stage @param {GeneratorPlan} plan @param {{ result?: any }} own */
function* syncBody(stage, plan, own) {
  let at = 0;
  for (const step of plan.steps) {
    try {
      if (step === 'throw') throw stage.error(`error ${at}`);
      if (step === 'itself') stage.attempt('itself', () => own.result.next(), 'source');
      else if (step === 'delegate') stage.say(`inner gave ${stage.show(yield* ['one', 'two'])}`, 'source');
      else if (step === 'yield')
        stage.say(`is sent ${stage.show(yield stage.named({ at }, `item ${at++}`))}`, 'source');
    } catch (error) {
      stage.say(`is thrown ${stage.show(error)}`, 'source');
      if (!plan.catches) throw error;
    }
  }
}

/** @param {Stage} stage @param {GeneratorPlan} plan @param {{ result?: any }} own */
async function* asyncBody(stage, plan, own) {
  let at = 0;
  for (const step of plan.steps) {
    try {
      if (step === 'throw') throw stage.error(`error ${at}`);
      if (step === 'ticks') await stage.wait(2);
      else if (step === 'turn') await stage.later();
      else if (step === 'itself')
        own.result.next().then(
          () => stage.say('itself', 'source'),
          () => {},
        );
      else if (step === 'delegate') stage.say(`inner gave ${stage.show(yield* ['one', 'two'])}`, 'source');
      else if (step === 'promise') yield Promise.resolve('of a promise');
      else if (step === 'rejected') yield Promise.reject(stage.error('rejected item'));
      else stage.say(`is sent ${stage.show(yield stage.named({ at }, `item ${at++}`))}`, 'source');
    } catch (error) {
      stage.say(`is thrown ${stage.show(error)}`, 'source');
      if (!plan.catches) throw error;
    }
  }
}

/** @param {Stage} stage @param {GeneratorPlan} plan */
function ending(stage, { last }) {
  if (last === 'error') throw stage.error('last error');
  return last === 'value' ? stage.named({ all: [1] }, 'returned') : undefined;
}

/** @param {Stage} stage @param {GeneratorPlan} plan @param {{ result?: any }} own */
function* syncGenerator(stage, plan, own) {
  try {
    stage.say('starts', 'source');
    yield* syncBody(stage, plan, own);
    return ending(stage, plan);
  } finally {
    if (plan.cleanup !== 'none') stage.say('cleans up', 'source');
    if (plan.cleanup === 'yields') yield 'from the cleanup';
    // biome-ignore lint/correctness/noUnsafeFinally: programs do
    if (plan.cleanup === 'throws') throw stage.error('cleanup');
    // biome-ignore lint/correctness/noUnsafeFinally: programs do
    if (plan.cleanup === 'returns') return 'from the cleanup';
  }
}

/** @param {Stage} stage @param {GeneratorPlan} plan @param {{ result?: any }} own */
async function* asyncGenerator(stage, plan, own) {
  try {
    stage.say('starts', 'source');
    yield* asyncBody(stage, plan, own);
    return ending(stage, plan);
  } finally {
    if (plan.cleanup !== 'none') stage.say('cleans up', 'source');
    if (plan.cleanup === 'yields') yield 'from the cleanup';
    // biome-ignore lint/correctness/noUnsafeFinally: programs do
    if (plan.cleanup === 'throws') throw stage.error('cleanup');
    // biome-ignore lint/correctness/noUnsafeFinally: programs do
    if (plan.cleanup === 'returns') return 'from the cleanup';
  }
}

/** Hands the steps of a generator on, from methods of its own. */
class Own {
  #inner;
  #stage;
  count = 0;

  /** @param {Stage} stage @param {any} inner @param {GeneratorPlan} plan */
  constructor(stage, inner, plan) {
    this.#inner = inner;
    this.#stage = stage;
    Object.defineProperty(this, Symbol[isAsync(plan) ? 'asyncIterator' : 'iterator'], { value: () => this });
    if (plan.cleanup !== 'none') Object.assign(this, { return: (/** @type {any} */ value) => inner.return(value) });
  }

  get state() {
    this.#stage.say('an accessor runs');
    return this.count;
  }

  next(/** @type {unknown[]} */ ...args) {
    this.count += 1;
    return this.#inner.next(...args);
  }
}

/** @param {Stage} stage @param {GeneratorPlan} plan */
function make(stage, plan) {
  /** @type {{ result?: any }} */
  const own = {};
  const { shape } = plan;
  own.result = isAsync(plan) ? asyncGenerator(stage, plan, own) : syncGenerator(stage, plan, own);
  if (shape === 'iterable') return { named: 1, [Symbol.asyncIterator]: () => own.result };
  if (!isOfPlatform(plan)) return new Own(stage, own.result, plan);
  return own.result;
}

/** @param {Stage} stage @param {any} result @param {GeneratorPlan} plan @param {string} [role] */
async function loop(stage, result, plan, role) {
  let left = plan.leavesAt;
  const take = (/** @type {unknown} */ item) => {
    stage.say(`item ${stage.show(item)}`, role);
    return left-- <= 0;
  };
  return stage.settle(
    'the loop',
    async () => {
      if (isAsync(plan)) {
        for await (const item of result) if (take(item)) break;
      } else for (const item of result) if (take(item)) break;
    },
    role,
  );
}

/** @param {Stage} stage @param {any} result @param {GeneratorPlan} plan */
async function useIterator(stage, result, plan) {
  const { way, script } = plan;
  const iterator = result[Symbol.asyncIterator]?.() ?? result;
  const step = (/** @type {string} */ name, /** @type {number} */ at) =>
    name === 'throw' && iterator.throw
      ? iterator.throw(stage.error('thrown in'))
      : name === 'return' && iterator.return
        ? iterator.return(`returned ${at}`)
        : iterator.next(`sent ${at}`);
  if (way === 'script') {
    for (const [at, name] of script.entries()) await stage.settle(name, () => step(name, at));
    return;
  }
  const steps = script.map((name, at) => stage.attempt(name, () => step(name, at)));
  if (way === 'alone') return;
  await Promise.all(steps.map((each, at) => stage.settle(`step ${at}`, () => each)));
}

/** @param {Stage} stage @param {GeneratorPlan} plan */
export async function actGenerator(stage, plan) {
  const { way, shape } = plan;
  /** @type {any} */
  let shared;
  const made = () => {
    if (shape !== 'shared') return make(stage, plan);
    shared ??= make(stage, plan);
    return shared;
  };
  const generators = { sync: syncGenerator, async: asyncGenerator };
  /** @type {{ result?: any }} */
  const own = {};
  const body = plan.isPromised
    ? async () => made()
    : isOfPlatform(plan)
      ? generators[/** @type {'sync'} */ (shape)].bind(undefined, stage, plan, own)
      : made;
  const wrapped = stage.wrap(body, plan.layers);
  const results = [wrapped(), shape === 'shared' ? wrapped() : undefined];
  const result = plan.isPromised ? await results[0] : results[0];
  if (!plan.isPromised) own.result = result;
  stage.say(`${stage.show(result)} ${Object.keys(result)} ${Object.prototype.toString.call(result)}`);
  if (way === 'never') return;
  if (way === 'loop' || way === 'delegate') {
    if (way === 'loop') await loop(stage, result, plan);
    else await loop(stage, isAsync(plan) ? delegateAsync(stage, result) : delegate(stage, result), plan);
  } else if (way === 'twice') await Promise.all([loop(stage, result, plan, 'one'), loop(stage, result, plan, 'two')]);
  else if (way === 'spread' && !isAsync(plan)) stage.attempt('spread', () => [...result]);
  else if (way === 'destructure' && !isAsync(plan))
    stage.attempt('destructured', () => {
      const [first, second] = result;
      return [first, second];
    });
  else await useIterator(stage, result, plan);
}

/** @param {Stage} stage @param {any} inner */
function* delegate(stage, inner) {
  stage.say(`delegated to ${stage.show(yield* inner)}`);
}

/** @param {Stage} stage @param {any} inner */
async function* delegateAsync(stage, inner) {
  stage.say(`delegated to ${stage.show(yield* inner)}`);
}
