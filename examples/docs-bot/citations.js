// Turns the [n] marks of an answer into the addresses of the passages.
import { nameOf } from './prompt.js';

/**
 * @param {{ text?: string }[]} chunks the streamed answer @param {{ title: string, heading: string, url: string }[]} passages
 * @returns {{ text: string, sources: { mark: string, name: string, url: string }[] }}
 */
export function citeSources(chunks, passages) {
  const text = chunks.map((chunk) => chunk.text ?? '').join('');
  const numbers = new Set(Array.from(text.matchAll(/\[(\d+)\]/g), ([, number]) => Number(number)));
  const sources = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const passage = passages[number - 1];
    if (passage) sources.push({ mark: `[${number}]`, name: nameOf(passage.title, passage.heading), url: passage.url });
  }
  return { text, sources };
}
