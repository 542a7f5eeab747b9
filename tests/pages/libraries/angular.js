import { computed, linkedSignal, signal } from '@angular/core';
import { createWatch } from '@angular/core/primitives/signals';
import { playEffects } from '../frame/effects.js';

/** How captured values begin: a signal is a function, which is not called. */
export const SHOWN = {
  signal: '"[Function',
  computed: '"[Function',
  record: '{"q":"[Function',
};

export function stores() {
  const q = signal('a question');
  const log = signal([{ text: 'first' }]);
  return { q, log, size: computed(() => log().length), linked: linkedSignal(() => ({ n: log().length })) };
}

/** What an effect is below its component: it runs again, in a microtask, when a signal that it read has changed. @param {() => void} run */
function watch(run) {
  const watcher = createWatch(run, (one) => queueMicrotask(() => one.run()), true);
  watcher.run();
  return () => watcher.destroy();
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { q, log, size, linked }) {
  let n = 0;
  const writes = {
    log: () => log.update((all) => [...all, { text: `entry ${n++}` }]),
    q: () => q.set(`question ${n++}`),
  };
  await playEffects(tools, watch, {
    signal: { value: log, read: (value) => value().length, writes },
    'read-only': { value: log.asReadonly(), read: (value) => value().length, writes },
    computed: { value: size, read: (value) => value(), writes },
    linked: { value: linked, read: (value) => value().n, writes: { ...writes, linked: () => linked.set({ n: n++ }) } },
    record: { value: { q, log, size, inner: { log } }, read: (value) => value.q(), writes },
    list: { value: [log, q, size], read: (value) => value[1](), writes },
  });
}
