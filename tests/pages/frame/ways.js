// Each way in which a value goes through steps. Values are read by `read` alone, so what else is noticed is not the page's doing.

class Holder {
  #hidden;
  constructor(value) {
    this.value = value;
    this.#hidden = value;
  }
  get hidden() {
    return this.#hidden;
  }
}

/** @type {Record<string, (value: any, steps: any) => unknown>} */
export const WAYS = {
  'as an argument': (value, { take }) => take(value),
  'as an argument that is read': (value, { read }) => read(value),
  'in a record': (value, { take }) => take({ value, n: 1 }),
  'in a list': (value, { take }) => take([value, 'x']),
  deep: (value, { take }) => take({ a: { b: [{ value }] } }),
  'in a Map': (value, { take }) => take(new Map([['value', value]])),
  'as a key of a Map': (value, { take }) => take(new Map([[value, 'value']])),
  'in a Set': (value, { take }) => take(new Set([value])),
  'in an instance': (value, { take }) => take(new Holder(value)),
  'in an error': (value, { take }) => take(new Error('failed', { cause: value })),
  'as this': (value, { take }) => take.call(value),
  'as an env': (value, { take }) => take({ name: 'event' }, value, { name: 'context' }),
  'as a result': (value, { give, take }) => take(give(() => value)),
  'in a record that is returned': (value, { give, take }) => take(give(() => ({ value })).value),
  'in a list that is returned': (value, { give, take }) => take(give(() => [value])[0]),
  'in an instance that is returned': (value, { give, take }) => take(give(() => new Holder(value)).value),
  'in a promise that is returned': (value, { give, take }) =>
    give(() => ({ value: Promise.resolve({ value }) })).value.then(take),
  awaited: async (value, { giveLater, take }) => take(await giveLater(() => value)),
  'awaited in a record': async (value, { giveLater, take }) => take((await giveLater(() => ({ value }))).value),
  'in a promise': (value, { take }) => take(Promise.resolve({ value })),
  'from a generator': (value, { giveEach, take }) => {
    for (const item of giveEach([value, { value }])) take(item);
  },
  'from an async generator': async (value, { giveEachLater, take }) => {
    for await (const item of giveEachLater([{ value }])) take(item);
  },
  'in a stream': async (value, { give, take }) => {
    const stream = give(() => new ReadableStream({ start: (control) => control.enqueue(value) ?? control.close() }));
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) take(next.value);
  },
  thrown: (value, { fail, take }) => {
    try {
      fail(value);
    } catch (error) {
      take(error);
    }
  },
  rejected: (value, { failLater, take }) => failLater(value).catch(take),
  'from a block': (value, { take, trace }) => take(trace('block', () => value)),
  annotated: (value, { annotate, trace }) =>
    trace('annotated', () => {
      annotate({ input: value, output: { value }, metadata: { value }, tags: { value }, attributes: { value } });
    }),
  'from an inner step': (value, { give, take }) => give(() => take(give(() => value))),
  'kept from a step before': (value, { give, take }) => {
    const kept = give(() => ({ kept: { value } }));
    take(kept);
    take({ ...kept, more: 1 });
  },
};

/**
 * @param {import('./tools.js').Tools} tools @param {string} name of what is given
 * @param {(value: any) => unknown} read
 */
export function stepsFor({ wrap, trace, annotate }, name, read) {
  const step = (what, fn) => wrap(`${what} ${name}`, fn);
  return {
    trace,
    annotate,
    take: step('take', () => 'taken'),
    read: step('read', (value) => String(read(value))),
    give: step('give', (make) => make()),
    giveLater: step('give later', async (make) => make()),
    giveEach: step('give each', function* (items) {
      yield* items;
    }),
    giveEachLater: step('give each later', async function* (items) {
      yield* items;
    }),
    fail: step('fail', (value) => {
      throw value;
    }),
    failLater: step('fail later', async (value) => {
      throw value;
    }),
  };
}

/**
 * Gives a value to steps in each way, one after the other.
 * @param {import('./tools.js').Tools} tools @param {string} name @param {any} value @param {(value: any) => unknown} read
 */
export async function giveEachWay(tools, name, value, read) {
  const steps = stepsFor(tools, name, read);
  for (const way of Object.keys(WAYS)) {
    tools.log(`${name} ${way}`);
    if (give(tools, name, way, value, steps)) await tools.turn();
  }
  await tools.settle();
}

/**
 * @param {import('./tools.js').Tools} tools @param {string} name @param {string} way @param {any} value @param {any} steps
 * @returns {boolean} whether it goes on later
 */
export function give({ log }, name, way, value, steps) {
  const failed = (/** @type {unknown} */ error) => log(`${name} ${way}: ${error}`);
  try {
    const given = steps.trace(way, () => WAYS[way](value, steps));
    if (!(given instanceof Promise)) return false;
    given.catch(failed);
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}
