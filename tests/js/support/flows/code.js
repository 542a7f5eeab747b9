// The forms that code has which does one step after the other: what they differ in is how it waits, and so how it goes on.

/** @typedef {import('./steps.js').Step} Step */
/** @typedef {import('./world.js').Env} Env */
/** One run of code. @typedef {{ env: Env, steps: Step[], end: (env: Env) => unknown, leave: () => void }} Activation */
/** @typedef {(args: unknown[]) => Activation} Begin is called first in the code */

/** Forms that can be called and then waited for, as often as they are met. */
export const FORMS = { async: 12, adopted: 2, promise: 3, chain: 1, sync: 4 };
/** Forms of which each step has to be asked for. */
export const GENERATORS = { asyncGenerator: 3, generator: 1 };

/** @type {Record<string, (begin: Begin) => (...args: any[]) => any>} */
export const CODE = {
  async:
    (begin) =>
    async (...args) => {
      const { env, steps, end, leave } = begin(args);
      try {
        for (const step of steps) {
          try {
            const waited = env.world.perform(env, step, step.isAwaited);
            if (step.isAwaited) env.last = await waited;
          } catch {}
          if (step.isAwaited) env.at = `after await of ${step.kind}`;
        }
        return end(env);
      } finally {
        leave();
      }
    },

  adopted: (begin) => {
    const code = CODE.async(begin);
    return async (...args) => code(...args);
  },

  promise: (begin) => {
    const code = CODE.async(begin);
    return (...args) => code(...args);
  },

  chain:
    (begin) =>
    (...args) => {
      const { env, steps, end, leave } = begin(args);
      env.at = 'in then() behind nothing';
      /** @param {Step} step */
      const act = (step) => {
        const waited = env.world.perform(env, step, step.isAwaited);
        return step.isAwaited ? waited : undefined;
      };
      /** @param {Step} step */
      const arrive = (step) => {
        env.at = `in then() behind ${step.kind}`;
      };
      return steps
        .reduce(
          (before, step) =>
            before
              .then(() => act(step))
              .then(
                (value) => {
                  env.last = value;
                  arrive(step);
                },
                () => arrive(step),
              ),
          Promise.resolve(),
        )
        .then(() => {
          leave();
          return end(env);
        });
    },

  sync:
    (begin) =>
    (...args) => {
      const { env, steps, end, leave } = begin(args);
      try {
        performAll(env, steps);
        return end(env);
      } finally {
        leave();
      }
    },

  asyncGenerator: (begin) =>
    async function* (...args) {
      const { env, steps, end, leave } = begin(args);
      try {
        for (const step of steps) {
          try {
            const waited = env.world.perform(env, step, step.isAwaited);
            if (step.isAwaited) env.last = await waited;
          } catch {}
          if (step.isAwaited) env.at = `in a generator, after await of ${step.kind}`;
          yield env.last;
          env.at = 'in a generator, after yield';
        }
        return end(env);
      } finally {
        leave();
      }
    },

  generator: (begin) =>
    function* (...args) {
      const { env, steps, end, leave } = begin(args);
      try {
        for (const step of steps) {
          performAll(env, [step]);
          yield env.last;
        }
        return end(env);
      } finally {
        leave();
      }
    },
};

/** At once, waiting for nothing. @param {Env} env @param {Step[]} steps */
function performAll(env, steps) {
  for (const step of steps) {
    try {
      env.world.perform(env, step, false);
    } catch {}
  }
}

/** Goes over what a generator or a stream gives. @param {Env} outer @param {any} items @param {Step[]} loop what is done with each @param {boolean} isLeft after the first */
export async function each(outer, items, loop, isLeft) {
  const { env, steps, leave } = outer.world.activation(outer, loop, 'before for await');
  try {
    for await (const item of items) {
      env.last = item;
      env.at = 'in for await';
      for (const step of steps) {
        try {
          const waited = env.world.perform(env, step, step.isAwaited);
          if (step.isAwaited) env.last = await waited;
        } catch {}
        if (step.isAwaited) env.at = `in for await, after await of ${step.kind}`;
      }
      if (isLeft) break;
    }
  } finally {
    leave();
  }
}
