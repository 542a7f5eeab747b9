// Objects with a `then` of their own, which settle as promises do and as they do not.
import { planLayers, planReading, read } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

/** @param {Choices} choices */
export const planThenable = (choices) => ({
  layers: planLayers(choices),
  isAsync: choices.oneIn(3),
  settles: choices.pick(['at once', 'in ticks', 'later', 'twice', 'never', 'to another', 'to itself']),
  fails: choices.oneIn(3),
  throws: choices.pick(['', '', '', 'before', 'after']),
  place: choices.pick(['own', 'class', 'frozen', 'accessor']),
  gives: choices.pick(['nothing', 'itself', 'a promise']),
  isShared: choices.oneIn(2),
  has: choices.oneIn(2),
  readings: Array.from({ length: 1 + choices.int(2) }, () => planReading(choices)),
});

/** @typedef {ReturnType<typeof planThenable>} ThenablePlan */

/** @param {ThenablePlan} plan */
export const thenableTraits = ({ readings, layers, isAsync }) => ({
  isRacy: readings.some(({ how }) => how === 'race'),
  isHandedOn: isAsync && layers.some(({ block }) => block),
});

/** @param {Stage} stage @param {ThenablePlan} plan */
function makeThenable(stage, plan) {
  const { settles, fails, throws, gives, place } = plan;
  /** @this {unknown} @param {any} onValue @param {any} onError @param {...unknown} rest */
  function then(onValue, onError, ...rest) {
    const handlers = [onValue, onError].map((each) => typeof each).join();
    stage.say(`then runs with ${handlers}, ${rest.length} more, ${stage.show(this)}`, 'source');
    if (throws === 'before') throw stage.error('thrown by then');
    const settle = () => {
      // biome-ignore lint/suspicious/noThenProperty: it is one
      const another = { then: (/** @type {any} */ onOther) => onOther?.('another') };
      const value = settles === 'to another' ? another : stage.named({ a: 1 }, 'value');
      const given = stage.attempt(
        'a handler',
        () => (fails ? onError?.(stage.error('error')) : onValue?.(value)),
        'source',
      );
      if (settles === 'twice') stage.attempt('again', () => onValue?.(given), 'source');
    };
    if (settles === 'in ticks') stage.wait(2).then(settle);
    else if (settles === 'later') stage.later().then(settle);
    else if (settles !== 'never' && settles !== 'to itself') settle();
    if (throws === 'after') throw stage.error('thrown by then');
    if (gives === 'itself') return this;
    return gives === 'a promise' ? Promise.resolve('of then') : undefined;
  }
  const more = {
    count: 1,
    catch(/** @type {any[]} */ ...args) {
      stage.say(`catch with ${args.length}`, 'source');
      return this;
    },
    finally(/** @type {any} */ done) {
      stage.say('finally', 'source');
      return done();
    },
  };
  const base = plan.has ? more : { count: 2 };
  if (place === 'class') return Object.create({ then }, Object.getOwnPropertyDescriptors(base));
  if (place === 'frozen') return Object.freeze({ ...base, then });
  if (place === 'own') return { ...base, then };
  return Object.defineProperty({ ...base }, 'then', {
    get() {
      stage.say('then is asked for', 'source');
      return then;
    },
    configurable: true,
  });
}

/** @param {Stage} stage @param {ThenablePlan} plan */
export async function actThenable(stage, plan) {
  /** @type {any} */
  let shared;
  const make = () => {
    if (plan.isShared && shared) return shared;
    shared = stage.named(makeThenable(stage, plan), 'thenable');
    return shared;
  };
  const wrapped = stage.wrap(plan.isAsync ? async () => make() : make, plan.layers);
  const results = plan.readings.map(() => stage.attempt('it', () => wrapped()));
  for (const result of results) {
    if (!plan.isAsync) stage.say(`${Object.keys(result)} ${Object.getPrototypeOf(result) === Object.prototype}`);
  }
  await Promise.all(plan.readings.map((reading, i) => read(stage, results[i], reading)));
}
