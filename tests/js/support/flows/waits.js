// What code waits for and nobody else has: values, promises of all makers, thenables, timers, messages.
import { planTurns } from './world.js';

/** @typedef {import('./steps.js').Kind} Kind */

class OwnPromise extends Promise {}

const none = () => ({});

/** @type {Record<string, Kind>} */
export const WAITS = {
  nothing: { plan: none, act: () => undefined },
  'a value': { plan: none, act: () => 1 },
  'a settled promise': { plan: none, act: () => Promise.resolve(1) },
  'a pending promise': { plan: planTurns, act: ({ world }, { turns }) => world.sleep(turns) },
  'a rejection': {
    plan: none,
    act: (_env, _plan, isHandled) => (isHandled ? Promise.reject(new Error('expected')) : undefined),
  },
  'a timer': { plan: planTurns, act: ({ world }, { turns }) => world.host.timer(turns, world.busy()) },
  'the platform': { plan: none, act: ({ world }) => world.host.platform(world.busy()) },
  'a message': { plan: none, act: ({ world }) => world.host.message(world.busy()) },
  'a worker': { plan: none, act: ({ world }) => world.host.worker(world.busy()) },
  'a settled subclass': { plan: none, act: () => OwnPromise.resolve(1) },
  'a pending subclass': {
    plan: planTurns,
    act: ({ world }, { turns }) => new OwnPromise((resolve) => world.sleep(turns).then(resolve)),
  },
  "another realm's promise": {
    plan: planTurns,
    act: ({ world }, { turns }) => new world.host.foreign.Promise((resolve) => world.sleep(turns).then(resolve)),
  },
  "another realm's code": {
    plan: planTurns,
    act: ({ world }, { turns }) => world.host.foreign.wait(world.sleep(turns)),
  },
  'a settled thenable': {
    plan: none,
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    act: () => ({ then: (/** @type {Function} */ resolve) => resolve(1) }),
  },
  'a pending thenable': {
    plan: planTurns,
    act: ({ world }, { turns }) => ({
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      then: (/** @type {() => void} */ resolve) => void world.sleep(turns).then(resolve),
    }),
  },
};
