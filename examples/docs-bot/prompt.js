// The request to the model, in the shape of a chat completion: numbered passages, then the question.

export const MODEL = 'extractive-1';

const INSTRUCTIONS = 'Answer from the numbered passages only. After each statement name its passage, like [2].';

/** @param {string} question @param {{ title: string, heading: string, text: string }[]} passages */
export function chatRequest(question, passages) {
  const context = passages.map(({ title, heading, text }, i) => `[${i + 1}] ${nameOf(title, heading)}\n${text}`);
  return {
    model: MODEL,
    messages: [
      { role: 'system', content: INSTRUCTIONS },
      { role: 'user', content: `${context.join('\n\n')}\n\nQuestion: ${question}` },
    ],
  };
}

/** "npm-ci: Description", or the title alone. */
export const nameOf = (title, heading) => (heading ? `${title}: ${heading}` : title);
