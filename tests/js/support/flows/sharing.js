// What several flows have: one waits for it, another settles it, or made it.
import { CODE, each, FORMS } from './code.js';
import { SHARED } from './values.js';

/** @typedef {import('./steps.js').Kind} Kind */
/** @typedef {import('./steps.js').Plan} Plan */

/** @type {Plan} */
const planIndex = (choices) => ({ index: choices.int(SHARED) });

/** What a promise may be settled with: another one. */
const GIVING = { 'a helper': 2, call: 2, 'a pending promise': 1 };

/** For code that others wait for: it waits for nothing that is made once, which may wait for it. @param {import('./world.js').Env} env */
const apart = (env) => ({ ...env, memo: Number.POSITIVE_INFINITY });

/** @type {Record<string, Kind>} */
export const SHARING = {
  "a deferred of another's": { plan: planIndex, act: ({ world }, { index }) => world.deferred(index) },
  'a thenable settled elsewhere': {
    plan: planIndex,
    act: ({ world }, { index }) => world.thenable(index),
  },
  'an event': { plan: planIndex, act: ({ world }, { index }) => world.event(index) },

  settle: {
    plan: (choices, below) => ({
      index: choices.int(SHARED),
      behind: choices.int(3),
      calls: choices.oneIn(3) ? below(1, GIVING) : [],
    }),
    act(env, { index, behind, calls: [call] }) {
      const { world } = env;
      const settle = () => world.settle(index, () => (call ? world.perform(apart(env), call, false) : index));
      if (behind === 0) return settle();
      const helper = async () => {
        for (let left = behind; left > 0; left--) await Promise.resolve();
        settle();
      };
      return helper();
    },
  },
  emit: { plan: planIndex, act: (env, { index }) => env.world.emit(index, env) },
  listen: {
    plan: (choices, below) => ({ index: choices.int(SHARED), form: choices.pick(['sync', 'async']), steps: below() }),
    act({ world }, { index, form, steps }) {
      world.listen(index, (env) => {
        CODE[form](() => world.activation(env, steps, 'in a listener'))();
      });
    },
  },

  'a helper': {
    plan: (choices, below) => ({ form: choices.weighted(FORMS), steps: below() }),
    act: (env, { form, steps }) => CODE[form](() => env.world.activation(env, steps, 'in a helper'))(),
  },
  'a generator': {
    plan: (choices, below) => ({ steps: below(), loop: below(), isLeft: choices.oneIn(4) }),
    act(env, { steps, loop, isLeft }) {
      const { world } = env;
      const items = CODE.asyncGenerator(() => world.activation(env, steps, 'in a generator'))();
      return each(env, items, loop, isLeft);
    },
  },
  'a web stream': {
    plan: (choices, below) => ({ chunks: 1 + choices.int(3), loop: below(), isLeft: choices.oneIn(4) }),
    act(env, { chunks, loop, isLeft }) {
      const { world } = env;
      return each(env, world.stream(chunks), loop, isLeft);
    },
  },
  'what was asked for before': {
    plan: (choices, below) => ({
      index: choices.int(SHARED),
      form: choices.pick(['async', 'adopted', 'chain']),
      steps: below(),
    }),
    act: (env, { index, form, steps }) =>
      env.world.memoised(env, index, (inside) =>
        CODE[form](() => env.world.activation(inside, steps, 'in a memoised helper'))(),
      ),
  },
  'a call made before': {
    plan: (choices, below) => ({ index: choices.int(SHARED), calls: below(1, { call: 1 }) }),
    act: (env, { index, calls: [call] }) =>
      env.world.memoised(env, SHARED + index, (inside) => env.world.perform(inside, call, false)),
  },
  'a step of a generator that all have': {
    plan: (choices, below) => ({ index: choices.int(SHARED), steps: below() }),
    act: (env, { index, steps }) =>
      env.world.stepped(apart(env), index, (inside) =>
        CODE.asyncGenerator(() => ({ ...env.world.activation(inside, steps, 'in a shared generator'), env: inside }))(),
      ),
  },
  'what another made to be gone over': {
    plan: (_choices, below) => ({ loop: below() }),
    act(env, { loop }) {
      const items = env.world.handed.shift();
      return items && each(env, items, loop, false);
    },
  },
  'a job for others': {
    plan: (choices, below) => ({ form: choices.pick(['sync', 'async', 'adopted']), steps: below() }),
    act: ({ world }, { form, steps }) =>
      world.job((env) => CODE[form](() => world.activation(apart(env), steps, 'in a job of another'))()),
  },
  'the next job': { plan: () => ({}), act: (env) => env.world.doJob(env) },
  'span.run': {
    plan: (choices, below) => ({
      index: choices.int(8),
      isOwn: choices.int(3) > 0,
      form: choices.pick(['sync', 'async']),
      steps: below(),
    }),
    act(env, { index, isOwn, form, steps }) {
      const { world } = env;
      const record = isOwn ? env.spans.find((each) => each?.span) : world.openRecord(index);
      if (!record?.span) return undefined;
      const inside = { ...env, spans: record.inside };
      return record.span.run(CODE[form](() => world.activation(inside, steps, 'in span.run()')));
    },
  },
};
