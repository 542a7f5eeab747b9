// The links of a trace as a list. Pointing at one shows its two spans in the tree.
import { edgesOf } from '../examples/docs-bot/edges.js';
import { element } from './dom.js';
import { byStart } from './spans.js';

/** @param {import('spanloom').FinishedSpan[]} spans @returns {HTMLElement} */
export function linkList(spans) {
  const inOrder = byStart(spans);
  const ends = inOrder.flatMap((span) => span.links.map((link) => [link.spanId, span.spanId]));
  const items = edgesOf(inOrder).map((edge, i) => linkItem(edge, ends[i]));
  return element('ol', { className: 'links' }, ...items);
}

function linkItem({ consumer, producer, from, to, via, fromPath, toPath }, ends) {
  const item = element(
    'li',
    { tabIndex: 0 },
    element(
      'span',
      { className: 'edge' },
      element('b', {}, producer),
      element('span', { className: 'arrow' }, ' → '),
      element('b', {}, consumer),
    ),
    element('span', { className: 'why' }, `${from} → ${to}, ${via}`),
    element('code', {}, `${fromPath} → ${toPath}`),
  );
  const mark = (isOn) => () => {
    for (const id of ends) document.querySelector(`[data-span="${id}"]`)?.classList.toggle('marked', isOn);
  };
  for (const type of ['pointerenter', 'focus']) item.addEventListener(type, mark(true));
  for (const type of ['pointerleave', 'blur']) item.addEventListener(type, mark(false));
  return item;
}
