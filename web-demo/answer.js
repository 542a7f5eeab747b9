// The answer as it streams in: prose, code blocks, and where it comes from.
import { element } from './dom.js';

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

const withCode = (text) => text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
