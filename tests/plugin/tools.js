// What the programs of these tests are made of.

/** Settles after so many microtasks. */
export async function turns(count, value) {
  for (let i = 0; i < count; i++) await undefined;
  return value;
}

/** Settles in another task. */
export const task = (value) => new Promise((resolve) => setImmediate(resolve, value));

export const failing = async (count) => {
  await turns(count);
  throw new Error(`failed after ${count}`);
};

/** Settles at once, or later. */
export const thenable = (value, isLate) => ({
  // biome-ignore lint/suspicious/noThenProperty: that is what it is for
  then(resolve) {
    if (isLate) setImmediate(resolve, value);
    else resolve(value);
  },
});

export const refusing = (isLate) => ({
  // biome-ignore lint/suspicious/noThenProperty: that is what it is for
  then(_, reject) {
    const error = new Error('refused');
    if (isLate) setImmediate(reject, error);
    else reject(error);
  },
});

/** A promise of a subclass, as API clients return. */
export class Later extends Promise {}

export async function* counting(count) {
  for (let i = 0; i < count; i++) yield i;
}

/** An async iterable with steps that settle in other tasks. */
export const slowly = (values) => ({
  [Symbol.asyncIterator]() {
    const rest = [...values];
    return {
      next: () => task(rest.length > 0 ? { done: false, value: rest.shift() } : { done: true }),
      return: async () => ({}),
    };
  },
});
