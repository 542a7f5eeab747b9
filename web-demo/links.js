// The links of a trace as a list by kind of evidence, which is the legend of the arrows as well.
import { drawn, element } from './dom.js';
import { EVIDENCE } from './lineage.js';

/**
 * @param {import('./lineage.js').Flow[]} flows
 * @param {{ onHover(flow?: import('./lineage.js').Flow): void, onPick(flow: import('./lineage.js').Flow): void }} on
 * @returns {HTMLElement[]}
 */
export function linkList(flows, on) {
  return Object.entries(EVIDENCE).flatMap(([via, meaning]) => {
    const found = flows.filter((flow) => flow.via === via);
    if (found.length === 0) return [];
    const title = element('h3', { 'data-via': via }, sample(), `${via} `, element('span', {}, meaning));
    return [title, element('ul', { className: 'links' }, ...found.map((flow) => linkItem(flow, on)))];
  });
}

const sample = () =>
  drawn(
    'svg',
    { class: 'sample', viewBox: '0 0 28 8', 'aria-hidden': 'true' },
    drawn('path', { class: 'line', d: 'M 0 4 H 20' }),
    drawn('path', { class: 'head', d: 'M 28 4 L 20 0 V 8 Z' }),
  );

function linkItem(flow, on) {
  const { producer, consumer, share } = flow;
  const button = element(
    'button',
    {
      type: 'button',
      className: 'link',
      'data-flow': flow.id,
      'aria-pressed': 'false',
      onclick: () => on.onPick(flow),
    },
    `${producer.name} → ${consumer.name}`,
    element('span', { className: 'share' }, share && ` ${share}`),
  );
  for (const type of ['pointerenter', 'focus']) button.addEventListener(type, () => on.onHover(flow));
  for (const type of ['pointerleave', 'blur']) button.addEventListener(type, () => on.onHover());
  return element('li', {}, button);
}
