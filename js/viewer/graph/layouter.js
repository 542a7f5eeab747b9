// Asks the layout worker, one question at a time. Who asks again gets the newer answer only.
import { startLayout } from '../remote/layout.js';

/** @typedef {import('../layout/layout.js').LayoutInput} LayoutInput */
/** @typedef {import('../layout/layout.js').Layout} Layout */
/** @typedef {Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>} Endpoint */

/** All elements of a page share one worker. @type {Promise<Endpoint> | undefined} */
let shared;
/** @type {Map<number, (answer: import('../layout/worker.js').Answer) => void>} */
const waiting = new Map();
let lastId = 0;

/** @param {() => Promise<Worker | MessagePort>} start */
async function connect(start) {
  const endpoint = /** @type {Endpoint} */ (/** @type {unknown} */ (await start()));
  endpoint.addEventListener('message', ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  endpoint.start?.();
  return endpoint;
}

/** @param {LayoutInput} input @param {() => Promise<Worker | MessagePort>} start @returns {Promise<Layout>} */
async function ask(input, start) {
  shared ??= connect(start);
  const endpoint = await shared;
  const id = ++lastId;
  const { layout, problem } = await new Promise((resolve) => {
    waiting.set(id, resolve);
    endpoint.postMessage({ id, input });
  });
  if (layout === undefined) throw new Error(problem);
  return layout;
}

/**
 * @param {() => Promise<Worker | MessagePort>} [start]
 * @returns {(input: LayoutInput) => Promise<Layout | undefined>} undefined if it was asked again meanwhile
 */
export function createLayouter(start = startLayout) {
  /** @type {Promise<unknown>} */
  let busy = Promise.resolve();
  let newest = 0;
  return (input) => {
    const turn = ++newest;
    const answer = busy.then(async () => {
      if (turn !== newest) return;
      const layout = await ask(input, start);
      return turn === newest ? layout : undefined;
    });
    busy = answer.catch(() => {});
    return answer;
  };
}
