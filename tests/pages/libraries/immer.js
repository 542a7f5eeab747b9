import {
  createDraft,
  current,
  enableMapSet,
  enablePatches,
  finishDraft,
  isDraft,
  produce,
  produceWithPatches,
} from 'immer';
import { give, giveEachWay, stepsFor, WAYS } from '../frame/ways.js';

/** How captured values begin: what is read of a draft makes drafts. */
export const SHOWN = { draft: '"[Proxy]"', result: '{"q":"a question","log":[{"text":"first"},{"text":"entry 1"}' };

/** What an async step returns is asked for `then` once more, a microtask later (docs/limits.md): a draft must not be revoked by then. */
const OUTLIVES = ['awaited'];

export function stores() {
  enableMapSet();
  enablePatches();
  return {
    q: 'a question',
    log: [{ text: 'first' }],
    deep: { list: [1, 2] },
    map: new Map([['a', { n: 1 }]]),
    set: new Set([{ n: 1 }]),
  };
}

/** Drafts are made where something is read: counts them. @param {() => void} made @returns {() => void} what stops it */
function countDrafts(made) {
  const { revocable } = Proxy;
  Proxy.revocable = (target, handler) => {
    made();
    return Reflect.apply(revocable, Proxy, [target, handler]);
  };
  return () => {
    Proxy.revocable = revocable;
  };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} base */
export async function play(tools, base) {
  const { log, settle, wrap } = tools;
  let made = 0;
  const uncount = countDrafts(() => made++);
  const read = (value) => String(value.q);
  const steps = stepsFor(tools, 'draft', read);
  for (const way of Object.keys(WAYS)) {
    made = 0;
    const [next, patches] = produceWithPatches(base, (draft) => {
      if (!OUTLIVES.includes(way)) give(tools, 'draft', way, draft, steps);
      draft.deep.list.push(3);
    });
    await settle(); // the draft is revoked by now, and some ways still hold it
    log(`${way}: ${made} drafts, ${JSON.stringify(patches)}, shared ${next.log === base.log} ${next.map === base.map}`);
  }

  made = 0;
  const lasting = createDraft(base);
  await giveEachWay(tools, 'draft', lasting, read);
  lasting.set.clear();
  log(`finished: ${finishDraft(lasting).set.size} ${made}`);

  made = 0;
  const grow = wrap('grow', (draft) => {
    draft.log.push({ text: `entry ${draft.log.length}` });
    return draft.log;
  });
  const next = produce(base, (draft) => {
    const added = grow(draft);
    log(`draft is given: ${isDraft(added)}, ${grow({ log: added }) === added}, now ${current(added).length}`);
  });
  log(`grown: ${JSON.stringify(next.log)} ${made}`);

  uncount();
  await giveEachWay(tools, 'result', next, read);
}
