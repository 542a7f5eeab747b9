// An error of `c -> b -> a` as its stack tells it, where none, some or each of these is wrapped.

/** @typedef {(name: string, fn: Function) => any} Wrap */
/** @typedef {(wrap: Wrap) => () => unknown} Calls makes `c` */

const DEEP_ENOUGH = 60;

const later = () => new Promise((resolve) => setTimeout(resolve));

/** Each way in which an error comes up from `a` to `c`. @type {Record<string, Calls>} */
const CALLS = {
  'thrown at once': (wrap) => {
    const a = wrap('a', function a() {
      throw new Error('of a');
    });
    const b = wrap('b', function b() {
      a();
    });
    return wrap('c', function c() {
      b();
    });
  },
  'thrown in the first piece of async functions': (wrap) => {
    const a = wrap('a', async function a() {
      throw new Error('of a');
    });
    const b = wrap('b', async function b() {
      await a();
    });
    return wrap('c', async function c() {
      await b();
    });
  },
  'thrown behind an await': (wrap) => {
    const a = wrap('a', async function a() {
      await later();
      throw new Error('of a');
    });
    const b = wrap('b', async function b() {
      await later();
      await a();
    });
    return wrap('c', async function c() {
      await b();
    });
  },
  'rejected behind an await': (wrap) => {
    const a = wrap('a', async function a() {
      await later();
      await Promise.reject(new Error('of a'));
    });
    const b = wrap('b', async function b() {
      await a();
    });
    return wrap('c', async function c() {
      await later();
      await b();
    });
  },
  'returned from a function that is not async': (wrap) => {
    const a = wrap('a', async function a() {
      await later();
      throw new Error('of a');
    });
    const b = wrap('b', function b() {
      return a();
    });
    return wrap('c', async function c() {
      await b();
    });
  },
  'in a generator': (wrap) => {
    const a = wrap('a', async function* a() {
      yield 1;
      await later();
      throw new Error('of a');
    });
    const b = wrap('b', async function b() {
      for await (const _ of a()) await later();
    });
    return wrap('c', async function c() {
      await b();
    });
  },
  'in one of Promise.all': (wrap) => {
    const a = wrap('a', async function a() {
      await later();
      throw new Error('of a');
    });
    const b = wrap('b', async function b() {
      await Promise.all([later(), a()]);
    });
    return wrap('c', async function c() {
      await b();
    });
  },
};

/** Every choice of wrapped functions. @param {(name: string, fn: Function) => any} wrap @returns {Record<string, Wrap>} */
const wrappings = (wrap) =>
  Object.fromEntries(
    ['', 'a', 'b', 'c', 'ab', 'ac', 'bc', 'abc'].map((names) => [
      names || 'nothing',
      (/** @type {string} */ name, /** @type {Function} */ fn) => (names.includes(name) ? wrap(name, fn) : fn),
    ]),
  );

/** The last of the frames that are compared. @param {() => unknown} call */
async function calling(call) {
  await call();
}

/** @param {() => unknown} call @returns {Promise<any>} */
export async function caughtFrom(call) {
  try {
    await calling(call);
  } catch (error) {
    return error;
  }
}

/**
 * What nobody catches.
 * @param {(listener: (error: any) => void) => void} hear has the next unhandled rejection told
 * @returns {(call: () => unknown) => Promise<any>}
 */
export const unhandledFrom = (hear) => (call) => {
  const heard = new Promise(hear);
  calling(call);
  return heard;
};

/**
 * The frames of an error that are not ours, as far as where it is called: `Reflect.apply` is ours, as nothing else here uses it, and
 * what runs jobs in Node is now and then there.
 * @param {Error} error @param {string} ours what the addresses of the package have
 */
function framesOf({ stack = '' }, ours) {
  const lines = stack.split('\n').filter((line) => !line.includes(ours) && !/\bReflect\.apply\b|\(node:/.test(line));
  const last = lines.findIndex((line) => /\bcalling\b/.test(line));
  return last < 0 ? lines : lines.slice(0, last + 1);
}

/** @template T @param {() => Promise<T>} act with frames enough for all */
async function withDeepStacks(act) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEEP_ENOUGH;
  try {
    return await act();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What `b` returns here is handed on, and watched: V8 tells no frames beyond a promise that two wait for. */
const HANDING_ON = 'returned from a function that is not async';

/** Choices where that promise is not ours; and all, where ours are no others. */
export const HANDED_ON = { foreign: ['b', 'bc'], any: ['b', 'ab', 'bc', 'abc'] };

/** @typedef {(call: () => unknown) => Promise<any>} ErrorOf */

/**
 * What each call tells untraced: to be asked before there is a tracer.
 * @param {ErrorOf} errorOf @param {string} ours what the addresses of the package have @returns {Promise<Map<string, string>>}
 */
export const untracedStacks = (errorOf, ours) =>
  withDeepStacks(async () => {
    const stacks = new Map();
    for (const [how, calls] of Object.entries(CALLS))
      stacks.set(how, framesOf(await errorOf(calls((_name, fn) => fn)), ours).join('\n'));
    return stacks;
  });

/**
 * Each call, by each choice of wrapped functions, outside of spans and in an open one, whose error tells other frames than untraced.
 * @param {import('spanloom').Tracer} tracer @param {ErrorOf} errorOf @param {string} ours @param {Map<string, string>} untraced @param {string[]} [handedOn] of HANDED_ON
 * @returns {Promise<string[]>}
 */
export const differentStacks = (tracer, errorOf, ours, untraced, handedOn = HANDED_ON.foreign) =>
  withDeepStacks(async () => {
    const found = [];
    const choices = wrappings((name, fn) => tracer.task(/** @type {any} */ (fn), { name }));
    /** @type {Record<string, ErrorOf>} */
    const places = { outside: errorOf, 'in a span': (call) => tracer.trace('open', () => errorOf(call)) };
    for (const [how, calls] of Object.entries(CALLS)) {
      for (const [names, wrap] of Object.entries(choices)) {
        if (how === HANDING_ON && handedOn.includes(names)) continue;
        for (const [where, get] of Object.entries(places)) {
          const actual = framesOf(await get(calls(wrap)), ours).join('\n');
          const expected = untraced.get(how);
          if (actual !== expected)
            found.push(`${how}, wrapped: ${names}, ${where}:\n${actual}\ninstead of\n${expected}`);
        }
      }
    }
    return found;
  });
