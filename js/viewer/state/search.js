// Search within the open trace.
import { effect, signal } from '@preact/signals';

/**
 * @param {import('../model.js').TraceStore} store
 * @param {import('@preact/signals').Signal<import('../model.js').TraceModel | undefined>} trace
 * @param {(spanId: string) => void} select
 */
export function createSearch(store, trace, select) {
  const text = signal('');
  /** IDs of spans, in the order of the tree. */
  const found = signal(/** @type {string[]} */ ([]));
  /** Place in `found`, -1 before the first step. */
  const place = signal(-1);
  let searched = '';
  const dispose = effect(() => {
    const [words, model] = [text.value.trim(), trace.value];
    if (words !== searched) place.value = -1;
    searched = words;
    const show = (/** @type {string[]} */ ids) => {
      if (text.peek().trim() !== words || trace.peek() !== model) return;
      // When more has come, the place stays with its span.
      place.value = ids.indexOf(found.peek()[place.peek()]);
      found.value = ids;
    };
    if (!words || !model) show([]);
    else store.search(model.traceId, words).then(show, () => show([]));
  });
  return {
    text,
    found,
    place,
    /** To the next or, with -1, to the previous span. @param {1 | -1} direction */
    step(direction) {
      const count = found.peek().length;
      if (count === 0) return;
      place.value = place.peek() < 0 && direction < 0 ? count - 1 : (place.peek() + direction + count) % count;
      select(found.peek()[place.peek()]);
    },
    dispose,
  };
}
