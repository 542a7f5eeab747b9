// What calls are given and give back: values of one flow alone, and values that all have.

/** @typedef {import('./world.js').Env} Env */
/** @typedef {{ from: string, index: number }} ValuePlan */

/** How many there are of all that flows share. */
export const SHARED = 3;

/** @type {Record<string, (env: Env, index: number) => unknown>} */
const VALUES = {
  number: (_env, index) => index,
  fresh: ({ world }) => ({ id: world.next() }),
  text: ({ world }) => `a text of its own, number ${world.next()}`,
  last: ({ last }) => last,
  'around the last': ({ last }) => ({ of: last, list: [last] }),
  argument: ({ args }, index) => args[index % args.length],
  client: ({ world }) => world.client,
  constant: () => 'a text that is everywhere',
  pooled: ({ world }, index) => world.pool[index],
  given: ({ world }, index) => world.given[index],
  instance: () => new Instance(),
};

class Instance {
  own = { deep: [1] };
}

const WEIGHTS = {
  number: 2,
  fresh: 3,
  text: 2,
  last: 4,
  'around the last': 1,
  argument: 2,
  client: 2,
  constant: 1,
  pooled: 2,
  given: 2,
  instance: 1,
};

/** @param {import('../choices.js').Choices} choices @returns {ValuePlan} */
export const planValue = (choices) => ({ from: choices.weighted(WEIGHTS), index: choices.int(SHARED) });

/** @param {Env} env @param {ValuePlan} plan */
export const valueIn = (env, { from, index }) => VALUES[from](env, index);

/** @type {Record<string, import('./steps.js').Kind>} */
export const KEEPING = {
  'a value for others': {
    plan: (choices) => ({ value: planValue(choices), index: choices.int(SHARED) }),
    act: (env, { value, index }) => {
      env.world.given[index] = valueIn(env, value);
    },
  },
};
