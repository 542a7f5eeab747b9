// The values of random pipelines: fresh text of made-up words, and what code commonly makes of values.
import { seeded } from '../choices.js';

const CONSONANTS = 'bdfghjklmnprstvwz';
const VOWELS = 'aeiou';

/** Text that nobody else makes up, of at least 60 letters. @param {number} seed */
function freshText(seed) {
  const next = seeded(seed);
  const pick = (/** @type {string} */ letters) => letters[next() % letters.length];
  const word = () => Array.from({ length: 3 }, () => pick(CONSONANTS) + pick(VOWELS)).join('');
  return `${Array.from({ length: 12 }, word).join(' ')}.`;
}

/** The text in a value, as an application would look for it. @param {any} value @returns {string} */
function textOf(value) {
  if (typeof value === 'string') return value;
  return textOf(value.documents?.[0].text ?? value.answer ?? value.messages?.at(-1).content ?? JSON.stringify(value));
}

/** @param {any} value */
const memberOf = (value) => value.documents?.[1] ?? value.sources ?? value;

/** What is made of values before a step is given them. The code around is not traced. @satisfies {Record<string, (values: any[]) => unknown>} */
export const SHAPES = {
  whole: ([value]) => value,
  member: ([value]) => memberOf(value),
  text: ([value]) => textOf(value),
  copy: ([value]) => structuredClone(value),
  json: ([value]) => JSON.stringify(value),
  template: (values) => `Use the following passages, and nothing else:\n${values.map(textOf).join('\n---\n')}`,
  request: (values) => ({
    model: 'a-model',
    messages: [
      { role: 'system', content: 'You are a helpful assistant that answers in one short sentence.' },
      ...values.map((value) => ({ role: 'user', content: textOf(value) })),
    ],
  }),
};

/** What a step returns, of all values it has and of fresh text. @satisfies {Record<string, (values: any[], fresh: (n: number) => string) => unknown>} */
export const RESULTS = {
  documents: (_values, fresh) => ({ documents: [0, 1].map((n) => ({ text: fresh(n), score: 1 - n / 10 })) }),
  text: (_values, fresh) => fresh(0),
  pass: (values) => values.at(-1),
  record: (values, fresh) => ({ answer: fresh(0), sources: memberOf(values.at(-1)) }),
  quote: (values, fresh) => `${fresh(0)} As somebody said: "${textOf(values.at(-1)).slice(0, 70)}"`,
};

/**
 * What a step does: calls the steps inside it and returns a value.
 * @param {import('./plan.js').StepPlan} plan @param {unknown[]} args @param {(plan: import('./plan.js').StepPlan, args: unknown[]) => Promise<unknown>} call
 */
export async function perform(plan, args, call) {
  const values = [...args];
  for (const inner of plan.inner) {
    const given = inner.takes.map(({ shape, of }) => SHAPES[shape](of.map((at) => values[at])));
    values.push(await call(inner, given));
  }
  return RESULTS[plan.gives](values, (n) => freshText(plan.seed + n));
}

/** What the root is asked. @param {import('./plan.js').StepPlan} root */
export const question = (root) => `What about this: ${freshText(root.seed + 100)}`;
