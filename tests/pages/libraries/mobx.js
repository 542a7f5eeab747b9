import { autorun, computed, makeAutoObservable, observable, reaction, runInAction } from 'mobx';
import { playEffects } from '../frame/effects.js';

/** How captured values begin. */
export const SHOWN = {
  state: '{"q":"a question","log":[{"text":"first"}],"deep":{"list":[1,2]}}',
  list: '[{"n":1},{"n":2}]',
  map: '{"a":{"n":1}}',
  set: '["a"]',
  box: '{"n":1}',
  unproxied: '{"q":"a question","inner":{"n":1}}',
};

class Chat {
  q = 'a question';
  log = [{ text: 'first' }];
  #hidden = 1;

  constructor() {
    makeAutoObservable(this);
  }

  get size() {
    return this.log.length + this.#hidden;
  }

  add(text) {
    this.log.push({ text });
  }
}

export function stores() {
  const state = observable({ q: 'a question', log: [{ text: 'first' }], deep: { list: [1, 2] } });
  return {
    state,
    list: observable([{ n: 1 }, { n: 2 }]),
    map: observable(new Map([['a', { n: 1 }]])),
    set: observable(new Set(['a'])),
    chat: new Chat(),
    box: observable.box({ n: 1 }),
    size: computed(() => state.log.length),
    unproxied: observable({ q: 'a question', inner: { n: 1 } }, {}, { proxy: false }),
  };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { state, list, map, set, chat, box, size, unproxied }) {
  let n = 0;
  const act = (write) => () => runInAction(write);
  await playEffects(tools, (run) => autorun(run), {
    state: {
      value: state,
      read: (value) => value.q,
      writes: {
        log: act(() => void state.log.push({ text: `entry ${n++}` })),
        deep: act(() => void state.deep.list.push(n++)),
        more: act(() => {
          state[`key ${n++}`] = true;
        }),
        less: act(() => void delete state['key 2']),
        q: act(() => {
          state.q = `question ${n++}`;
        }),
      },
    },
    list: {
      value: list,
      read: (value) => value[0].n,
      writes: {
        push: act(() => void list.push({ n: n++ })),
        member: act(() => {
          list[1].n = n++;
        }),
        first: act(() => {
          list[0].n = n++;
        }),
        none: act(() => {
          list.length = 1;
        }),
      },
    },
    map: {
      value: map,
      read: (value) => value.get('a').n,
      writes: {
        add: act(() => void map.set(`key ${n++}`, { n })),
        inner: act(() => {
          map.get('a').n = n++;
        }),
        whole: act(() => void map.set('a', { n: n++ })),
      },
    },
    set: {
      value: set,
      read: (value) => value.has('a'),
      writes: { add: act(() => void set.add(n++)), less: act(() => void set.delete('a')) },
    },
    chat: {
      value: chat,
      read: (value) => value.q,
      writes: {
        log: () => chat.add('more'),
        q: act(() => {
          chat.q = `question ${n++}`;
        }),
      },
    },
    box: {
      value: box,
      read: (value) => value.get().n,
      writes: {
        whole: act(() => void box.set({ n: n++ })),
        inner: act(() => {
          box.get().n = n++;
        }),
      },
    },
    size: {
      value: size,
      read: (value) => value.get(),
      writes: { log: act(() => void state.log.push({ text: 'more' })) },
    },
    unproxied: {
      value: unproxied,
      read: (value) => value.q,
      writes: {
        inner: act(() => {
          unproxied.inner.n = n++;
        }),
        q: act(() => {
          unproxied.q = `question ${n++}`;
        }),
      },
    },
  });
  await reacts(tools, state);
}

/** What a reaction looks at is what a step gives, and what it does is another step. */
async function reacts({ wrap, log, settle }, state) {
  const look = wrap('look', (all) => ({ all, q: all.q }));
  const act = wrap('act', ({ all }) => log(`act on ${all.q}`));
  const stop = reaction(
    () => look(state).q,
    () => act({ all: state }),
  );
  runInAction(() => state.log.push({ text: 'unread' }));
  await settle();
  runInAction(() => {
    state.q = 'another';
  });
  await settle();
  stop();
}
