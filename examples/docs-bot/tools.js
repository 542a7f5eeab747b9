// What an agent can do: search, read a section, calculate. Each tool takes and returns plain data.
import { calculate } from './calculator.js';
import { CALCULATOR } from './prompt.js';
import { correctSpelling } from './spelling.js';

const HITS = 5;

/** @param {ReturnType<typeof import('./index.js').createIndex>} index @param {import('./corpus.js').Section[]} sections */
export function createTools(index, sections) {
  const byId = new Map(sections.map((section) => [section.id, section]));
  return {
    /** @param {string} question */
    search(question) {
      const { terms } = correctSpelling(question, index.vocabulary);
      const hits = index.search(terms, HITS, index.meaning?.embed(terms.join(' ')));
      return hits.map(({ id, title, heading, summary }) => ({ id, title, heading, summary }));
    },
    /** @param {string} id */
    read_section(id) {
      const section = byId.get(id);
      if (!section) throw new TypeError(`Expected the id of a section, got '${id}'`);
      return { ...section };
    },
    /** @param {string} expression */
    calculate(expression) {
      const text = `${expression} is ${calculate(expression)}, says the calculator, not the documentation.`;
      return { title: CALCULATOR, heading: '', text, url: '' };
    },
  };
}
