import { computed, effect, signal } from '@preact/signals';
import { h, render } from 'preact';
import { playEffects } from '../frame/effects.js';

/** How captured values begin: a signal is shown by what it holds. */
export const SHOWN = { signal: '[{"text":"first"}]', record: '{"q":"question ' };

export function stores() {
  const q = signal('a question');
  const log = signal([{ text: 'first' }]);
  return { q, log, size: computed(() => log.value.length), state: { q, log, inner: { log } } };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { q, log, size, state }) {
  let n = 0;
  const writes = {
    log: () => {
      log.value = [...log.value, { text: `entry ${n++}` }];
    },
    q: () => {
      q.value = `question ${n++}`;
    },
  };
  await playEffects(tools, effect, {
    signal: { value: log, read: (value) => value.value.length, writes },
    computed: { value: size, read: (value) => value.value, writes },
    record: { value: state, read: (value) => value.q.value, writes },
    list: { value: [log, q, size], read: (value) => value[1].value, writes },
  });
  await renders(tools, state);
}

/** A component that calls steps, and reads `q` alone. */
async function renders({ wrap, log, settle }, state) {
  const title = wrap('title', (all) => all.q.value);
  const View = wrap('View', ({ all }) => {
    log('render');
    return h('p', null, title(all), h('b', null, all.q));
  });
  const root = document.createElement('div');
  render(h(View, { all: state }), root);
  await settle();
  state.log.value = [];
  await settle();
  log(root.innerHTML);
  state.q.value = 'another';
  await settle();
  log(root.innerHTML);
  render(null, root);
}
