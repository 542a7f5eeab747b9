import { useComputed } from '@preact/signals';
import { count } from '../parts/format.js';
import { addStyles } from '../styles/sheets.js';
import { linksOf, MOST_OF_ONE } from './arcs.js';
import css from './links-note.css';

addStyles(css);

/** Says that a span has more links than are drawn. @param {{ state: import('../state/state.js').State }} props */
export function LinksNote({ state: { trace, selection } }) {
  const all = useComputed(() => {
    const { spans = [], links = [] } = trace.value ?? {};
    const selected = spans.findIndex(({ spanId }) => spanId === selection.value?.spanId);
    return linksOf(links, [selected]).length;
  });
  if (all.value <= MOST_OF_ONE) return null;
  return (
    <p class="links-note muted">
      {MOST_OF_ONE} of its {count(all.value, 'link')} are drawn; Details has the others
    </p>
  );
}
