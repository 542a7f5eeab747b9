// What nobody handled, heard in one place: the process tells a program and nobody else while programs run.

const EVENTS = /** @type {const} */ (['uncaughtException', 'unhandledRejection', 'rejectionHandled']);

/** @typedef {import('./world.js').World} World */

/** @param {() => Promise<void>} run @param {() => World | undefined} world the one that runs */
export async function hearing(run, world) {
  /** @type {[string, (...args: any[]) => void][]} */
  const others = EVENTS.flatMap((event) => process.listeners(/** @type {any} */ (event)).map((each) => [event, each]));
  /** @type {WeakMap<Promise<any>, unknown>} */
  const reasons = new WeakMap();
  /** @param {string} what @param {unknown} error */
  const say = (what, error) => world()?.say('process', `${what} ${world()?.show(error)}`);
  /** @type {[string, (...args: any[]) => void][]} */
  const ours = [
    ['uncaughtException', (error) => say('uncaught', error)],
    [
      'unhandledRejection',
      (reason, promise) => {
        reasons.set(promise, reason);
        say('unhandled', reason);
      },
    ],
    ['rejectionHandled', (promise) => say('handled after all', reasons.get(promise))],
  ];
  for (const [event, each] of others) process.off(event, each);
  for (const [event, each] of ours) process.on(event, each);
  try {
    await run();
  } finally {
    for (const [event, each] of ours) process.off(event, each);
    for (const [event, each] of others) process.on(event, each);
  }
}
