import { playEffects } from '../frame/effects.js';
import { effectOf, makeState } from './svelte-state.svelte.js';

/** How captured values begin: there is no way to what a proxy of Svelte stands for. */
export const SHOWN = { state: '"[Proxy]"', list: '"[Proxy]"', map: '{"a":{"n":1}}', set: '["a"]' };

export const stores = makeState;

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof makeState>} stores */
export async function play(tools, { state, list, chat, map, set }) {
  let n = 0;
  await playEffects(tools, (run) => effectOf(() => run()), {
    state: {
      value: state,
      read: (value) => value.q,
      writes: {
        log: () => void state.log.push({ text: `entry ${n++}` }),
        deep: () => void state.deep.list.push(n++),
        more: () => {
          state[`key ${n++}`] = true;
        },
        less: () => void delete state['key 2'],
        q: () => {
          state.q = `question ${n++}`;
        },
      },
    },
    list: {
      value: list,
      read: (value) => value[0].n,
      writes: {
        push: () => void list.push({ n: n++ }),
        member: () => {
          list[1].n = n++;
        },
        first: () => {
          list[0].n = n++;
        },
        none: () => {
          list.length = 1;
        },
      },
    },
    chat: {
      value: chat,
      read: (value) => value.q,
      writes: {
        log: () => void chat.log.push({ text: 'more' }),
        whole: () => {
          chat.log = [];
        },
        q: () => {
          chat.q = `question ${n++}`;
        },
      },
    },
    map: {
      value: map,
      read: (value) => value.get('a').n,
      writes: { add: () => void map.set(`key ${n++}`, { n }), whole: () => void map.set('a', { n: n++ }) },
    },
    set: {
      value: set,
      read: (value) => value.has('a'),
      writes: { add: () => void set.add(n++), less: () => void set.delete('a') },
    },
  });
  await asks(tools, state);
}

/** A step that reads little of the state and whose answer goes into it, called in an effect. */
async function asks({ wrap, log, settle }, state) {
  const ask = wrap('ask', async (all) => {
    const question = all.q;
    await Promise.resolve();
    if (all.log.length < 50) all.log.push({ text: `answer to ${question}` });
    return all;
  });
  let runs = 0;
  const stop = effectOf(() => {
    log(`ask: run ${++runs}`);
    if (runs < 50) ask(state);
  });
  await settle();
  await settle();
  log(`log: ${state.log.length}`);
  stop();
}
