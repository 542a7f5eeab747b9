import { createEffect, createMemo, createRoot, createSignal } from 'solid-js';
import { createMutable, createStore, produce, reconcile } from 'solid-js/store';
import { playEffects } from '../frame/effects.js';

/** How captured values begin. */
export const SHOWN = {
  state: '{"q":"a question","log":[{"text":"first"}],"deep":{"list":[1,2]}}',
  list: '[{"n":1},{"n":2}]',
  signal: '"[Function',
};

/** What was made before the tracer is not known to be a proxy. */
export const IS_KNOWN_BEFORE = false;

export function stores() {
  const [state, setState] = createStore({ q: 'a question', log: [{ text: 'first' }], deep: { list: [1, 2] } });
  const [list, setList] = createStore([{ n: 1 }, { n: 2 }]);
  const [count, setCount] = createSignal({ n: 1 });
  return {
    state,
    setState,
    list,
    setList,
    count,
    setCount,
    mutable: createMutable({ q: 'a question', inner: { n: 1 } }),
  };
}

/** @param {() => void} run */
const effect = (run) =>
  createRoot((dispose) => {
    createEffect(run);
    return dispose;
  });

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { state, setState, list, setList, count, setCount, mutable }) {
  let n = 0;
  const [doubled, stopDoubled] = createRoot((dispose) => [createMemo(() => ({ n: count().n * 2 })), dispose]);
  await playEffects(tools, effect, {
    state: {
      value: state,
      read: (value) => value.q,
      writes: {
        log: () => setState('log', state.log.length, { text: `entry ${n++}` }),
        deep: () => setState(produce((all) => all.deep.list.push(n++))),
        more: () => setState(`key ${n++}`, true),
        less: () => setState('key 2', undefined),
        q: () => setState('q', `question ${n++}`),
      },
    },
    list: {
      value: list,
      read: (value) => value[0].n,
      writes: {
        push: () => setList(list.length, { n: n++ }),
        member: () => setList(1, 'n', n++),
        first: () => setList(0, 'n', n++),
        whole: () => setList(reconcile([{ n: n++ }])),
      },
    },
    signal: { value: count, read: (value) => value().n, writes: { whole: () => setCount({ n: n++ }) } },
    memo: { value: doubled, read: (value) => value().n, writes: { whole: () => setCount({ n: n++ }) } },
    mutable: {
      value: mutable,
      read: (value) => value.q,
      writes: {
        inner: () => {
          mutable.inner.n = n++;
        },
        more: () => {
          mutable[`key ${n++}`] = 1;
        },
        q: () => {
          mutable.q = `question ${n++}`;
        },
      },
    },
  });
  stopDoubled();
}
