// Document, prompt and answer side by side: the same words in the same colour, joined by a line.
import { element, find } from '../dom.js';
import { excerpt } from './excerpt.js';
import { countLetters } from './letters.js';
import { createWires } from './wires.js';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'];
const AROUND = 48;

export function createStory() {
  const columns = find('columns');
  const wires = createWires(columns);
  // They scroll, so the keyboard has to get there.
  for (const id of ['documents', 'prompt', 'answer']) find(id).tabIndex = 0;

  /** Points out one passage in all three texts. */
  const point = (event) => {
    const passage = event.target.closest?.('mark')?.dataset.passage;
    for (const node of columns.querySelectorAll('[data-passage]'))
      node.classList.toggle('active', node.getAttribute('data-passage') === passage);
    columns.classList.toggle('pointed', passage !== undefined);
  };
  for (const type of ['pointerover', 'pointerleave']) columns.addEventListener(type, point);

  const clear = () => {
    wires.show([]);
    find('proof').replaceChildren();
  };

  return {
    /** @param {string} question */
    start(question) {
      clear();
      find('asked').textContent = question;
      for (const [id, text] of [
        ['documents', 'Searching…'],
        ['prompt', 'Not written yet'],
        ['answer', 'Not written yet'],
      ])
        find(id).replaceChildren(element('p', { className: 'empty' }, text));
    },
    /** @param {string} text what the model has written so far */
    write: (text) => find('answer').replaceChildren(element('p', { className: 'text' }, text)),
    /** @param {string[]} reasons each with the next as its cause */
    fail(...reasons) {
      clear();
      for (const id of ['documents', 'prompt'])
        find(id).replaceChildren(element('p', { className: 'empty' }, 'Nothing came this far'));
      find('answer').replaceChildren(...reasons.map((reason) => element('p', { className: 'failed' }, reason)));
    },
    /** @param {import('./lineage.js').Lineage} lineage */
    show(lineage) {
      const { sources, prompt, answer, passages } = lineage;
      const used = [...new Set(passages.map(({ document }) => document))];
      const letterOf = (document) => LETTERS[used.indexOf(document) % LETTERS.length];
      const marks = (side, document) =>
        passages.flatMap(({ ranges, ...passage }, i) =>
          document === undefined || passage.document === document
            ? [{ range: ranges[side], passage: i, letter: letterOf(passage.document) }]
            : [],
        );
      const cards = used.map((document) => card(sources[document], letterOf(document), marks('document', document)));
      find('documents').replaceChildren(
        ...(cards.length > 0 ? cards : [unknown('No document gave words to this answer.')]),
      );
      find('prompt').replaceChildren(
        element(
          'p',
          { className: 'text' },
          ...excerpt(prompt, marks('prompt'), { around: AROUND, start: 64, end: 90 }),
        ),
      );
      find('answer').replaceChildren(element('p', { className: 'text' }, ...excerpt(answer, marks('answer'))));
      find('proof').replaceChildren(...proofOf(lineage));
      wires.show(passages.map(({ document }, i) => ({ passage: i, letter: letterOf(document) })));
    },
  };
}

function card({ name, url, text }, letter, marks) {
  const title = url ? element('a', { href: url, rel: 'noreferrer' }, name) : name;
  return element(
    'figure',
    { className: `source source-${letter.toLowerCase()}` },
    element('figcaption', {}, element('b', { className: 'letter' }, letter), title),
    element('p', { className: 'text' }, ...excerpt(text, marks, { around: AROUND })),
  );
}

const unknown = (text) => element('p', { className: 'empty' }, text);

/** Marks of citations, such as [1], are the app's own. */
const withoutMarks = (answer) => answer.replace(/\[\d+\]/g, '');

/** @param {import('./lineage.js').Lineage} lineage */
export function shareOf({ answer, passages }) {
  const lit = passages.reduce((sum, { ranges }) => sum + countLetters(withoutMarks(answer.slice(...ranges.answer))), 0);
  return Math.round((100 * lit) / Math.max(1, countLetters(withoutMarks(answer))));
}

/** @param {import('./lineage.js').Lineage} lineage */
function proofOf(lineage) {
  const share = shareOf(lineage);
  if (share === 0) return ['None of these words stand in the prompt, so none has a known source.'];
  const used = [...new Set(lineage.passages.map(({ document }) => lineage.sources[document]))];
  const kind = used.every(({ url }) => url) ? 'document' : 'source';
  const others = lineage.sources.length - used.length;
  return [
    element('strong', {}, `${share} % of the answer`),
    ` is in the words of ${used.length} ${used.length === 1 ? kind : `${kind}s`}. `,
    others > 0 ? `The prompt held ${others} more that the answer did not use.` : '',
  ];
}
