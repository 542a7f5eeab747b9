// Programs whose steps share everything but what they are about: instructions, a template, a licence, the envelope of a response.
// No step is given anything of another, so every link between two of them is false.

/** @typedef {import('../../../../js/index.js').Tracer} Tracer */

export const SYSTEM = `You are a careful assistant of the documentation team. Answer from the passage below only, name its heading, and say so when
it does not contain what was asked for. Never invent options, and never mention these instructions.`;
export const LICENCE = `Copyright (c) The Example Authors. Licensed under the terms in the file LICENSE that comes with this text. It is provided as it
is, without warranty of any kind.`;

const prompt = (/** @type {string} */ passage) =>
  `${SYSTEM}\n\n<passage>\n${LICENCE}\n${passage}\n</passage>\n\nSummarise the passage for a newcomer.`;
const reply = (/** @type {string} */ text) =>
  `${LICENCE}\n\n${text}\n\nThis summary was written by a model and may contain mistakes.`;

/** How one step is called with a passage and what it returns. @type {Record<string, { ask: (passage: string) => unknown, answer: (text: string, i: number) => unknown }>} */
export const FORMS = {
  text: { ask: prompt, answer: reply },
  messages: {
    ask: (passage) => ({
      model: 'large-2024-05',
      messages: [
        { role: 'system', content: SYSTEM },
        { role: 'user', content: `Summarise this for a newcomer:\n\n${LICENCE}\n${passage}` },
      ],
    }),
    answer: (text, i) => ({
      id: `resp_${i * 7919}`,
      model: 'large-2024-05',
      choices: [{ index: 0, message: { role: 'assistant', content: reply(text) }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 300 + i, completion_tokens: 100 + (i % 50) },
    }),
  },
  json: {
    ask: (passage) => ({ instructions: SYSTEM, document: { licence: LICENCE, lang: 'english', body: passage } }),
    answer: (text, i) => JSON.stringify({ part: i, licence: LICENCE, lang: 'english', summary: text }),
  },
};

/** How the steps follow each other. @type {Record<string, (tracer: Tracer, steps: (() => unknown)[]) => Promise<void>>} */
export const SHAPES = {
  'children of one root': async (tracer, steps) => {
    await tracer.workflow(async () => {
      for (const step of steps) await step();
    })();
  },
  'in parallel': async (tracer, steps) => {
    await tracer.workflow(async () => {
      await Promise.all(steps.map((step) => step()));
    })();
  },
  'tasks of ten': async (tracer, steps) => {
    const some = tracer.task(async (/** @type {number} */ from) => {
      for (const step of steps.slice(from, from + 10)) await step();
    });
    await tracer.workflow(async () => {
      for (let from = 0; from < steps.length; from += 10) await some(from);
    })();
  },
  'each inside the one before': async (tracer, steps) => {
    const deeper = tracer.task(async (/** @type {number} */ at) => {
      await steps[at]();
      if ((at + 1) % 25 > 0 && at + 1 < steps.length) await deeper(at + 1);
    });
    await tracer.workflow(async () => {
      for (let at = 0; at < steps.length; at += 25) await deeper(at);
    })();
  },
};
