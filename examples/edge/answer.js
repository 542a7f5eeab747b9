// A model, as far as these examples are concerned: it streams its answer word by word.
import { llm, retrieval } from 'spanloom';

const sights = [
  { name: 'lighthouse', text: 'The lighthouse opens on Sundays, and its lamp room holds six visitors at a time.' },
  { name: 'fish market', text: 'The fish market starts at five in the morning and is swept clean by ten.' },
];

export const find = retrieval(async (question) => sights.filter(({ name }) => question.includes(name)), {
  name: 'find',
});

export const answer = llm(
  async function* (found) {
    for (const { text } of found) yield* text.match(/\S+\s*/g);
  },
  { name: 'answer', model: 'quoting-1' },
);

/** Streams what is found. */
export async function stream(question) {
  const words = answer(await find(question));
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await words.next();
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
    async cancel() {
      await words.return();
    },
  });
}
