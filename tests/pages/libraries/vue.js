import { createPinia, defineStore, setActivePinia } from 'pinia';
import {
  computed,
  effect,
  markRaw,
  reactive,
  readonly,
  ref,
  shallowReactive,
  shallowReadonly,
  stop,
  toRaw,
  watchEffect,
} from 'vue';
import { playEffects } from '../frame/effects.js';

/** How captured values begin. */
export const SHOWN = {
  state: '{"q":"a question","log":[{"text":"first"}],"deep":{"list":[1,2]},"plain":{"n":1}}',
  shallow: '{"q":"a question","inner":{"n":1}}',
  list: '[{"n":1},{"n":2}]',
  map: '{"a":{"n":1}}',
  set: '["a"]',
  ref: '{"n":1}',
};

const chatStore = defineStore('chat', {
  state: () => ({ q: 'a question', log: [{ text: 'first' }], inner: { n: 1 } }),
  getters: { size: ({ log }) => log.length },
  actions: {
    add(text) {
      this.log.push({ text });
    },
  },
});

export function stores() {
  setActivePinia(createPinia());
  const state = reactive({
    q: 'a question',
    log: [{ text: 'first' }],
    deep: { list: [1, 2] },
    plain: markRaw({ n: 1 }),
  });
  const shallow = shallowReactive({ q: 'a question', inner: { n: 1 } });
  const count = ref({ n: 1 });
  return {
    state,
    shallow,
    count,
    list: reactive([{ n: 1 }, { n: 2 }]),
    map: reactive(new Map([['a', { n: 1 }]])),
    set: reactive(new Set(['a'])),
    fixed: readonly(state),
    shallowFixed: shallowReadonly(state),
    doubled: computed(() => ({ n: count.value.n * 2 })),
    chat: chatStore(),
    messages: reactive([{ role: 'user', content: 'hi' }]),
  };
}

/** @param {import('../frame/tools.js').Tools} tools */
export async function play(tools, all) {
  const { state, shallow, count, list, map, set, fixed, shallowFixed, doubled, chat, messages } = all;
  let n = 0;
  const stateWrites = {
    log: () => void state.log.push({ text: `entry ${n++}` }),
    deep: () => void state.deep.list.push(n++),
    more: () => {
      state[`key ${n++}`] = true;
    },
    less: () => void delete state['key 2'],
    q: () => {
      state.q = `question ${n++}`;
    },
  };
  const effectOf = (run) => {
    const handle = effect(run);
    return () => stop(handle);
  };
  const values = {
    state: { value: state, read: (value) => value.q, writes: stateWrites },
    fixed: { value: fixed, read: (value) => value.q, writes: stateWrites },
    shallowFixed: { value: shallowFixed, read: (value) => value.q, writes: stateWrites },
    shallow: {
      value: shallow,
      read: (value) => value.q,
      writes: {
        inner: () => {
          shallow.inner = { n: n++ };
        },
        more: () => {
          shallow[`key ${n++}`] = 1;
        },
        q: () => {
          shallow.q = `question ${n++}`;
        },
      },
    },
    ref: {
      value: count,
      read: (value) => value.value.n,
      writes: {
        whole: () => {
          count.value = { n: n++ };
        },
        inner: () => {
          count.value.n = n++;
        },
      },
    },
    computed: {
      value: doubled,
      read: (value) => value.value.n,
      writes: {
        inner: () => {
          count.value.n = n++;
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
    map: {
      value: map,
      read: (value) => value.get('a').n,
      writes: {
        add: () => void map.set(`key ${n++}`, { n }),
        inner: () => {
          map.get('a').n = n++;
        },
        whole: () => void map.set('a', { n: n++ }),
      },
    },
    set: {
      value: set,
      read: (value) => value.has('a'),
      writes: { add: () => void set.add(n++), less: () => void set.delete('a') },
    },
    chat: {
      value: chat,
      read: (value) => value.q,
      writes: {
        log: () => chat.add('more'),
        inner: () => void chat.inner.n++,
        q: () => chat.$patch({ q: `question ${n++}` }),
      },
    },
  };
  await playEffects(tools, effectOf, values);
  await writesLater(tools, state);
  await asks(tools, messages);
  toRaw(state);
}

/** What nobody of the page read is written later. */
async function writesLater({ wrap, log, settle }, state) {
  const f = wrap('only q', (value) => value.q);
  let runs = 0;
  const stopIt = watchEffect(() => {
    log(`only q: run ${++runs} ${f(state)}`);
    if (runs < 50) Promise.resolve().then(() => state.log.push({ text: `run ${runs}` }));
  });
  await settle();
  state.log.push({ text: 'last' });
  await settle();
  stopIt();
}

/** A call whose answer goes to where its question came from. */
async function asks({ wrap, log, settle }, messages) {
  const think = wrap('think', async (all) => ({ role: 'assistant', content: `answer ${all.length}` }));
  const ask = wrap('ask', async (all) => {
    const answer = await think(all);
    if (all.length < 50) all.push(answer);
    return all;
  });
  let runs = 0;
  const stopIt = watchEffect(() => {
    log(`ask: run ${++runs}`);
    ask(messages);
  });
  await settle();
  await settle();
  log(`messages: ${toRaw(messages).length}`);
  stopIt();
}
