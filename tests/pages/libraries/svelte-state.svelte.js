import { SvelteMap, SvelteSet } from 'svelte/reactivity';

export class Chat {
  q = $state('a question');
  log = $state([{ text: 'first' }]);
  size = $derived(this.log.length);
}

export function makeState() {
  const state = $state({ q: 'a question', log: [{ text: 'first' }], deep: { list: [1, 2] } });
  const list = $state([{ n: 1 }, { n: 2 }]);
  return {
    state,
    list,
    chat: new Chat(),
    map: new SvelteMap([['a', { n: 1 }]]),
    set: new SvelteSet(['a']),
  };
}

/** @param {() => void} run @returns {() => void} what stops it */
export function effectOf(run) {
  return $effect.root(() => {
    $effect(run);
  });
}
