import {
  createContext,
  createElement as h,
  Suspense,
  startTransition,
  use,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { show } from '../frame/react.js';
import { give, giveEachWay, stepsFor, WAYS } from '../frame/ways.js';

/** How captured values begin: without the tree that React hangs onto what is made in rendering. */
export const SHOWN = {
  element: '{"type":"p","props":{"ref":{"current":null},"onClick":"[Function onClick]",',
  rendered: '{"type":"div","props":{"children":{"type":"p","props":{"children":2}}}}',
  node: '"[HTMLDivElement]"',
};

const Theme = createContext({ color: 'dark' });

/** A store outside of React, that says who listens. */
function makeStore(log) {
  let state = { q: 'a question', n: 0 };
  const listeners = new Set();
  return {
    subscribe(listener) {
      log('subscribe');
      listeners.add(listener);
      return () => {
        log('unsubscribe');
        listeners.delete(listener);
      };
    },
    get: () => state,
    set(next) {
      state = next;
      for (const listener of listeners) listener();
    },
  };
}

/** @param {import('../frame/tools.js').Tools} tools */
export const stores = ({ log }) => ({ store: makeStore(log) });

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { store }) {
  await chat(tools, store);
  await suspends(tools);
  await values(tools, store);
}

/** Steps in rendering, in effects, in handlers and as components. */
async function chat({ wrap, log, settle }, store) {
  const format = wrap('format', (message) => message.text.toUpperCase());
  const title = wrap('title', (state) => ({ text: `title ${state.q}` }));
  const answer = wrap('answer', async (messages) => ({ text: `answer ${messages.length}` }));
  const paragraph = wrap('paragraph', (message, key) => h('p', { key }, format(message)));
  let ask;

  const View = wrap('View', () => {
    const [messages, add] = useReducer((all, message) => [...all, message], []);
    const [busy, setBusy] = useState(false);
    const place = useRef(null);
    const theme = useContext(Theme);
    const state = useSyncExternalStore(store.subscribe, store.get);
    const shown = useMemo(() => wrap('head', title)(state), [state]);
    useEffect(() => {
      log(`effect ${messages.length}`);
      format({ text: 'in an effect', place, theme });
      return () => log(`cleanup ${messages.length}`);
    }, [messages, theme]);
    ask = async (text) => {
      setBusy(true);
      const asked = [...messages, { text }];
      add({ text });
      add(await answer(asked));
      setBusy(false);
    };
    log(`render ${messages.length} ${busy} ${state.n}`);
    return h('div', { ref: place, className: theme.color }, shown.text, messages.map(paragraph));
  });

  const { place, leave } = show(View);
  await settle();
  log(place.innerHTML);
  await ask('first');
  await settle();
  log(place.innerHTML);
  store.set({ q: 'another', n: 1 });
  await settle();
  startTransition(() => void ask('second'));
  await settle();
  log(place.innerHTML);
  await leave(settle);
}

/** Promises of steps that a component waits for, and one that fails. */
async function suspends({ wrap, log, settle, until }) {
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const load = wrap('load', async (id) => {
    await gate;
    return { id, text: `document ${id}` };
  });
  const show1 = wrap('show', (document) => document.text);
  const promises = new Map();
  const cached = (id) => promises.get(id) ?? promises.set(id, load(id)).get(id);
  const Document = ({ id }) => {
    log(`render document ${id}`);
    const document = use(cached(id));
    log(`render document ${id} with its text`);
    return h('p', null, show1(document));
  };
  const View = () => {
    log('render view');
    return h(Suspense, { fallback: h('i', null, 'wait') }, h(Document, { id: 1 }), h(Document, { id: 2 }));
  };
  const { place, leave } = show(View);
  await settle();
  log(place.innerHTML);
  open();
  await until(() => place.innerHTML.includes('document 2'));
  log(place.innerHTML);
  await leave(settle);
}

/** Elements, refs, contexts, nodes and what hooks give, as values. */
async function values(tools, store) {
  const { log, settle } = tools;
  const ref = { current: null };
  const element = h('p', { ref, onClick() {} }, h(Theme.Provider, { value: { color: 'light' } }));
  await giveEachWay(tools, 'element', element, (value) => value.type);
  await giveEachWay(tools, 'context', Theme, () => 'context');

  let state;
  let rendered;
  const View = () => {
    const box = useRef(null);
    const dispatch = useReducer((n) => n + 1, 0);
    state = useState({ n: 1 });
    const all = { box, dispatch, state, element };
    const steps = stepsFor(tools, 'hooks', (value) => value.state[0].n);
    for (const way of Object.keys(WAYS)) give(tools, 'hooks', way, all, steps);
    useEffect(() => void give(tools, 'hooks', 'in a record', all, steps));
    useSyncExternalStore(store.subscribe, store.get);
    log('render values');
    rendered = h('div', null, h('p', null, state[0].n));
    return h('div', { ref: box }, rendered);
  };
  const { place, leave } = show(View);
  await settle();
  state[1]({ n: 2 });
  await settle();
  await giveEachWay(tools, 'rendered', rendered, (value) => value.type);
  await giveEachWay(tools, 'node', place.firstChild, (value) => value.nodeName);
  await leave(settle);
}
