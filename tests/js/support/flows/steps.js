// A step of a program: one thing that code does, and whether it waits for what comes of it. All of it is data.
import { CALLBACKS } from './callbacks.js';
import { CALLS } from './calls.js';
import { SHARING } from './sharing.js';
import { KEEPING } from './values.js';
import { WAITS } from './waits.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {{ kind: string, isAwaited: boolean, plan: any }} Step */
/** Steps one level deeper. @typedef {(count?: number, weights?: Record<string, number>) => Step[]} Below */
/** @typedef {(choices: Choices, below: Below) => any} Plan */
/** @typedef {(env: import('./world.js').Env, plan: any, isHandled: boolean) => any} Act `isHandled`: somebody hears of a failure */
/** @typedef {{ plan: Plan, act: Act }} Kind */

/** @type {Record<string, Kind>} */
const KINDS = { ...WAITS, ...CALLS, ...CALLBACKS, ...SHARING, ...KEEPING };

/** Those that hold no steps, and those that do. */
const LEAVES = {
  nothing: 1,
  'a value': 2,
  'a settled promise': 4,
  'a pending promise': 6,
  'a rejection': 2,
  'a timer': 2,
  'the platform': 1,
  'a message': 1,
  'a worker': 1,
  'a settled subclass': 1,
  'a pending subclass': 2,
  "another realm's promise": 2,
  "another realm's code": 1,
  'a settled thenable': 2,
  'a pending thenable': 2,
  "a deferred of another's": 3,
  'a thenable settled elsewhere': 2,
  'an event': 2,
  settle: 5,
  emit: 2,
  'the next job': 2,
  'a value for others': 3,
};
const WEIGHTS = {
  ...LEAVES,
  call: 40,
  'Promise.all': 4,
  'Promise.allSettled': 1,
  'Promise.race': 2,
  'Promise.any': 1,
  // biome-ignore lint/suspicious/noThenProperty: a name
  then: 3,
  finally: 1,
  catch: 1,
  "a timer's callback": 1,
  'a microtask': 1,
  "another realm's caller": 1,
  listen: 1,
  'a helper': 6,
  'a generator': 2,
  'a web stream': 1,
  'what was asked for before': 3,
  'a call made before': 2,
  'span.run': 2,
  'a step of a generator that all have': 2,
  'what another made to be gone over': 1,
  'a job for others': 2,
};
const DEEPEST = 4;
const MOST_STEPS = 4;
/** Once in so many times nobody waits. */
const LEFT_ALONE = 5;

/** @param {Choices} choices @param {number} [depth] @param {number} [count] @param {Record<string, number>} [weights] @returns {Step[]} */
export function planSteps(choices, depth = 0, count = choices.int(MOST_STEPS), weights = WEIGHTS) {
  return Array.from({ length: count }, () => {
    const kind = choices.weighted(depth < DEEPEST ? weights : LEAVES);
    const isAwaited = !choices.oneIn(LEFT_ALONE);
    const plan = KINDS[kind].plan(choices, (...rest) => planSteps(choices, depth + 1, ...rest));
    return { kind, isAwaited, plan };
  });
}

/** @param {import('./world.js').Env} env @param {Step} step @param {boolean} isHandled @returns {any} what can be waited for */
export const perform = (env, { kind, plan }, isHandled) => KINDS[kind].act(env, plan, isHandled);
