// Inputs that are hard on an index: much of the same, nothing twice, very long, very many.
import { Random } from './random.js';

const WORDS =
  `harbour lantern copper meadow signal winter ladder cotton marble ferry orchard timber candle saddle mirror anchor basket thunder velvet
  pepper willow hammer garden silver needle barrel compass feather chimney pillow`.split(/\s+/);

/** @param {number} seed @param {number} length in characters */
export function words(seed, length) {
  const random = new Random(seed);
  const list = [];
  for (let size = 0; size < length; size += list[list.length - 1].length + 1)
    list.push(random.pick(WORDS) + random.int(1000));
  return list.join(' ').slice(0, length);
}

/** Every string of `order` letters occurs once. @param {number} letters @param {number} order */
export function deBruijn(letters, order) {
  const digits = Array(letters * order).fill(0);
  /** @type {number[]} */
  const sequence = [];
  const extend = (/** @type {number} */ t, /** @type {number} */ p) => {
    if (t > order) {
      if (order % p === 0) sequence.push(...digits.slice(1, p + 1));
      return;
    }
    digits[t] = digits[t - p];
    extend(t + 1, p);
    for (let j = digits[t - p] + 1; j < letters; j++) {
      digits[t] = j;
      extend(t + 1, t);
    }
  };
  extend(1, 1);
  return sequence.map((digit) => String.fromCharCode(97 + digit)).join('');
}

/** @typedef {import('../../../../js/index.js').Tracer} Tracer */

/** Programs by size. Each returns how many spans it makes. @type {Record<string, { sizes: [number, number], run: (tracer: Tracer, size: number) => number }>} */
export const HARD = {
  'one character': {
    sizes: [1 << 20, 1 << 21],
    run: (tracer, size) => handOver(tracer, 'a'.repeat(size), `b${'a'.repeat(size - 7)}b`),
  },
  'two characters in turn': {
    sizes: [1 << 20, 1 << 21],
    run: (tracer, size) => handOver(tracer, 'ab'.repeat(size / 2), `b${'ba'.repeat(size / 2)}`),
  },
  'a sentence again and again': {
    sizes: [1 << 20, 1 << 21],
    run: (tracer, size) => {
      const text = `${words(1, 90)}. `.repeat(size / 92);
      return handOver(tracer, text, text.slice(40, -40));
    },
  },
  'de Bruijn': {
    sizes: [17, 18],
    run: (tracer, size) => {
      const text = deBruijn(2, size);
      return handOver(tracer, text, text.slice(text.length / 2) + text.slice(0, text.length / 2));
    },
  },
  'unlike words': {
    sizes: [5 << 20, 10 << 20],
    run: (tracer, size) => handOver(tracer, words(2, size), `${words(3, 1000)}${words(2, size)}`),
  },
  'near-duplicates': {
    sizes: [5000, 10_000],
    run: (tracer, size) => {
      const [head, tail] = [words(4, 400), words(5, 400)];
      const step = tracer.tool((/** @type {string} */ text) => `${text} ${head.slice(0, 50)}`, { name: 'step' });
      tracer.trace('root', () => {
        for (let i = 0; i < size; i++) step(`${head} number ${i * 7919} ${tail}`);
      });
      return size + 1;
    },
  },
  'a growing transcript': {
    sizes: [500, 1000],
    run: (tracer, size) => {
      const say = tracer.llm((/** @type {string} */ text) => words(text.length, 60), { name: 'say' });
      tracer.trace('root', () => {
        let transcript = words(6, 200);
        for (let i = 0; i < size; i++) transcript += `\nA: ${say(transcript)}\nB: ${words(i, 40)}`;
      });
      return size + 1;
    },
  },
  'a growing list of messages': {
    sizes: [500, 1000],
    run: (tracer, size) => {
      const chat = tracer.llm(
        (/** @type {object[]} */ messages) => ({ role: 'assistant', content: words(messages.length, 60) }),
        { name: 'chat' },
      );
      tracer.trace('root', () => {
        /** @type {object[]} */
        const messages = [{ role: 'system', content: words(7, 300) }];
        for (let i = 0; i < size; i++) {
          messages.push({ role: 'user', content: words(i + 1e6, 60) });
          messages.push(structuredClone(chat(structuredClone(messages))));
        }
      });
      return size + 1;
    },
  },
};

/** @param {Tracer} tracer @param {string} text @param {string} other */
function handOver(tracer, text, other) {
  tracer.trace('root', () => {
    tracer.tool(() => text, { name: 'produce' })();
    tracer.tool((/** @type {string} */ _text) => {}, { name: 'consume' })(other);
  });
  return 3;
}
