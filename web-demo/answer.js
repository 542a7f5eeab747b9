// The answer as it streams in: prose, code blocks, and where it comes from; with what it quotes marked.
import { quotesOf } from '../examples/docs-bot/quotes.js';
import { element } from './dom.js';
import { markWords, unmark } from './marks.js';

/** @param {string} text @param {{ mark: string, name: string, url: string }[]} sources @returns {HTMLElement[]} */
export function answerNodes(text, sources) {
  const blocks = text.split('\n\n').flatMap((block) => {
    const parts = block.split(/\n((?: {4}.*\n?)+)/);
    return parts.flatMap((part, i) => {
      if (!part.trim()) return [];
      return i % 2 === 1
        ? element('pre', { tabIndex: 0 }, part.replace(/^ {4}/gm, '').trimEnd())
        : element('p', {}, ...withCode(part));
    });
  });
  if (sources.length === 0) return blocks;
  const items = sources.map(({ mark, name, url }) =>
    element('li', {}, `${mark} `, element('a', { href: url, rel: 'noreferrer' }, ...withCode(name))),
  );
  return [...blocks, element('ul', { className: 'sources' }, ...items)];
}

/** Marks what the answer says in the words of one of these texts. @param {HTMLElement} answer @param {string[]} texts */
export function markQuotes(answer, texts) {
  unmark(answer);
  const quotes = quotesOf(answer.textContent, texts);
  markWords(
    answer,
    quotes.map(({ start, end, source }) => ({ start, end, piece: source + 1 })),
  );
}

const withCode = (text) => text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
