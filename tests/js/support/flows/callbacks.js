// Code that runs in what calls it back: handlers of promises, timers, microtasks, listeners, code of another realm.
import { CODE } from './code.js';
import { planTurns } from './world.js';

/** @typedef {import('./steps.js').Kind} Kind */
/** @typedef {import('./steps.js').Plan} Plan */
/** @typedef {import('./world.js').Env} Env */

/** Code of whoever `env` is. @param {Env} env @param {{ form: string, steps: import('./steps.js').Step[] }} plan @param {string} at */
const codeIn = (env, { form, steps }, at) => CODE[form](() => env.world.activation(env, steps, at));

/** @type {Plan} */
const planCode = (choices, below) => ({ form: choices.pick(['sync', 'async']), steps: below() });

/** @param {string} method @param {string} at @returns {Kind} */
const handler = (method, at) => ({
  plan: (choices, below) => ({ ...planCode(choices, below), inner: below(1) }),
  act(env, plan, isHandled) {
    const [inner] = plan.inner;
    const promise = Promise.resolve(env.world.perform(env, inner, isHandled && inner.isAwaited));
    return /** @type {any} */ (promise)[method](() => codeIn(env, plan, at)());
  },
});

/** @param {string} how @returns {Kind} */
const combination = (how) => ({
  plan: (choices, below) => ({ inner: below(1 + choices.int(3)) }),
  act: (env, { inner }, isHandled) =>
    /** @type {any} */ (Promise)[how](
      inner.map((/** @type {import('./steps.js').Step} */ each) =>
        attempt(() => env.world.perform(env, each, isHandled)),
      ),
    ),
});

/** @param {() => any} act */
function attempt(act) {
  try {
    return act();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** @type {Record<string, Kind>} */
export const CALLBACKS = {
  'Promise.all': combination('all'),
  'Promise.allSettled': combination('allSettled'),
  'Promise.race': combination('race'),
  'Promise.any': combination('any'),
  // biome-ignore lint/suspicious/noThenProperty: a name
  then: handler('then', 'in then()'),
  finally: handler('finally', 'in finally()'),
  catch: {
    plan: planCode,
    act: (env, plan) =>
      env.world
        .sleep(1)
        .then(() => Promise.reject(new Error('expected')))
        .catch(() => codeIn(env, plan, 'in catch()')()),
  },
  "a timer's callback": {
    plan: (choices, below) => ({ ...planCode(choices, below), ...planTurns(choices) }),
    act(env, plan) {
      const code = codeIn(env, plan, "in a timer's callback");
      const done = env.world.busy();
      return new Promise((resolve) => {
        setTimeout(() => {
          done();
          resolve(code());
        }, plan.turns);
      });
    },
  },
  'a microtask': {
    plan: planCode,
    act(env, plan) {
      const code = codeIn(env, plan, 'in a microtask');
      return new Promise((resolve) => {
        queueMicrotask(() => resolve(code()));
      });
    },
  },
  "another realm's caller": {
    plan: planCode,
    act: (env, plan) =>
      env.world.host.foreign.call(env.world.sleep(1), codeIn(env, plan, "called by another realm's code")),
  },
};
