// Document, prompt and answer side by side: the same words in the same colour, joined by a line.
import { extractive } from '../../examples/docs-bot/answerer.js';
import { element, find } from '../dom.js';
import { excerpt } from './excerpt.js';
import { fadeWhileMore } from './fade.js';
import { createWires } from './wires.js';
import { countWords } from './word-count.js';

const AROUND = 56;

export function createStory() {
  const columns = find('columns');
  const wires = createWires(columns);
  for (const id of ['documents', 'prompt', 'answer']) {
    // They scroll, so the keyboard has to get there.
    find(id).tabIndex = 0;
    fadeWhileMore(find(id));
  }

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
      const marks = (side, document) =>
        passages.flatMap(({ ranges, ...passage }, i) =>
          document === undefined || passage.document === document
            ? [{ range: ranges[side], passage: i, number: sources[passage.document].number }]
            : [],
        );
      const cards = used.map((document) => card(sources[document], marks('document', document)));
      find('documents').replaceChildren(
        ...(cards.length > 0 ? cards : [unknown('No document gave words to this answer.')]),
      );
      find('prompt').replaceChildren(
        element(
          'p',
          { className: 'text' },
          ...excerpt(prompt, marks('prompt'), { around: AROUND, start: 40, end: 90 }),
        ),
      );
      find('answer').replaceChildren(element('p', { className: 'text' }, ...excerpt(answer, marks('answer'))));
      find('proof').replaceChildren(...proofOf(lineage));
      tellWriter(lineage.model);
      wires.show(passages.map(({ document }, i) => ({ passage: i, number: sources[document].number })));
    },
  };
}

function card({ name, url, text, number }, marks) {
  const plain = name.replace(/[*`]/g, '');
  const title = url ? element('a', { href: url, rel: 'noreferrer' }, plain) : plain;
  return element(
    'figure',
    { className: `source source-${number}` },
    element('figcaption', {}, element('b', { className: 'number' }, String(number)), title),
    element('p', { className: 'text' }, ...excerpt(text, marks, { around: AROUND })),
  );
}

/** @param {string} model */
function tellWriter(model) {
  find('writer').hidden = model !== extractive.name;
  find('answer-note').textContent = `what ${find('writer').hidden ? model : 'the model'} wrote`;
}

const unknown = (text) => element('p', { className: 'empty' }, text);

/** @param {import('./lineage.js').Lineage} lineage */
function proofOf(lineage) {
  const { known, all } = countWords(lineage);
  const used = [...new Set(lineage.passages.map(({ document }) => lineage.sources[document]))];
  const kind = lineage.sources.every(({ url }) => url) ? 'document' : 'source';
  const count = (number) => `${number} ${number === 1 ? kind : `${kind}s`}`;
  const others = lineage.sources.length - used.length;
  return [
    element('strong', {}, `${known} of ${all} words`),
    ` of the answer, citation marks aside, come from ${count(used.length)}. `,
    known < all ? `${all - known} have no known source. ` : '',
    others > 0 ? `${count(others)} more in the prompt went unused.` : '',
  ];
}
