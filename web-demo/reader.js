// What a link stands on, read side by side: where it came from and where it turned up.
import { explain } from 'spanloom';
import { parsed } from '../examples/docs-bot/contents.js';
import { element } from './dom.js';
import { sentence, wordsIn } from './lineage.js';
import { markWords } from './marks.js';

const MOST_CONTENT = 20_000;
const WORDS_ON_CHIP = 22;
const SAME = 'The same colour marks the same words, also where the answer quotes them.';

/** @param {import('./lineage.js').Flow} flow @returns {HTMLElement[]} */
export function linkReader(flow) {
  const { producer, consumer, link } = flow;
  const [{ evidence }] = explain({ ...consumer, links: [link] }, [producer]);
  return [
    element('p', { className: 'sentence' }, `${sentence(flow)}. ${wordsIn(flow).length > 0 ? SAME : ''}`),
    ...chips(flow),
    element(
      'div',
      { className: 'panes' },
      pane(titleOf(producer, flow.from), stretchesIn(flow, 'from'), producer[flow.from]),
      pane(titleOf(consumer, flow.to), stretchesIn(flow, 'to'), consumer[flow.to]),
    ),
    element('p', { className: 'evidence' }, element('code', {}, evidence)),
  ];
}

/** @param {import('spanloom').FinishedSpan} span @returns {HTMLElement[]} */
export function spanReader(span) {
  const side = (name) =>
    pane(titleOf(span, name), new Map(), name === 'output' ? (span.status.message ?? span.output) : span.input);
  return [
    element('p', { className: 'sentence' }, `${span.name}: what it was given, and what it returned.`),
    element('div', { className: 'panes' }, side('input'), side('output')),
  ];
}

const titleOf = ({ name }, side) => (side === 'input' ? `given to ${name}` : `out of ${name}`);

/** The numbers of the pieces as buttons that bring a piece into view on both sides. */
function chips(flow) {
  const words = wordsIn(flow);
  if (words.length < 2) return [];
  const items = words.map((text, i) => {
    const onclick = ({ currentTarget }) => {
      for (const mark of currentTarget.closest('section').querySelectorAll(`.pane [data-piece="${i + 1}"].first`)) {
        const pane = mark.closest('.texts');
        pane.scrollTo({ top: mark.offsetTop - pane.offsetTop - 8 });
      }
    };
    const start = text.trim().replace(/\s+/g, ' ');
    const label = start.length > WORDS_ON_CHIP ? `${start.slice(0, WORDS_ON_CHIP)}…` : start;
    return element('button', { type: 'button', className: 'chip', 'data-piece': i + 1, onclick }, label);
  });
  return [element('div', { className: 'chips', role: 'group', 'aria-label': 'Pieces in common' }, ...items)];
}

/** The pieces of one side by where they stand. @returns {Map<string, { value: unknown, stretches: import('./marks.js').Stretch[] }>} */
function stretchesIn(flow, end) {
  const byPath = new Map();
  for (const { [end]: place, number = '' } of flow.places) {
    const { path, value, range } = place;
    if (value === undefined) continue;
    const caption = `${flow[end]} ${path}`;
    const found = byPath.get(caption) ?? { value, stretches: [] };
    byPath.set(caption, found);
    const [start, stop] = range ?? [0, Number.POSITIVE_INFINITY];
    found.stretches.push({ start, end: stop, piece: number });
  }
  return byPath;
}

function pane(title, byPath, whole) {
  const texts = Array.from(byPath, ([path, { value, stretches }]) =>
    element('figure', {}, element('figcaption', {}, path), text(value, stretches)),
  );
  if (texts.length === 0) texts.push(text(parsed(whole) || 'nothing'));
  return element(
    'div',
    { className: 'pane' },
    element('h3', {}, title),
    element('div', { className: 'texts', tabIndex: 0, role: 'region', 'aria-label': title }, ...texts),
  );
}

function text(value, stretches = []) {
  const shown = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const block = element('pre', {}, shown.length > MOST_CONTENT ? `${shown.slice(0, MOST_CONTENT)}…` : shown);
  markWords(block, stretches);
  return block;
}
