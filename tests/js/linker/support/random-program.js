// Random programs whose flows are known: steps that fill templates, copy, quote, encode and hand on what others made.
/** @typedef {import('../../support/choices.js').Choices} Choices */
/** @typedef {import('./steps.js').Step} Step */
import { spanIdOf, traceIdOf } from './steps.js';

const WORDS = [
  'harbour lantern quarry meadow thistle copper winter ledger bramble saffron gravel orchard beacon timber velvet marrow'.split(
    ' ',
  ),
  'тихий берег сосна ветер старый мост осень зимой река камень тропа огонь туман роса'.split(' '),
  'שלום בוקר ספר הגדול נהר רחוב אור חלון ירוק שמש מים דרך'.split(' '),
  'قمر بحر كتاب طريق نهر جبل سماء مدينة ورد باب شجرة صباح'.split(' '),
  'Brücke Straße Übung größer Äpfel naïve façade élève señor añejo Łódź żółw'.split(' '),
];
const HAN = '山川草木花鳥風月雪空海石金銀銅鉄東西南北春夏秋冬朝昼夜星雲雨光影音色香味声心手足目耳口門';
const MARKS = [
  '',
  '',
  ' 🙂',
  ' 👩‍👩‍👧',
  ' “',
  '” ',
  ' — ',
  '\n',
  '\t',
  ' "',
  '\\ ',
  ' & ',
  ' <b>',
  ' e\u0301te\u0301 ',
];
const TEMPLATES = [
  (/** @type {string[]} */ texts) =>
    `Answer from these passages only.\n\n${texts.map((text, i) => `[${i + 1}] ${text}`).join('\n')}\n\nKeep it short.`,
  (texts) => texts.map((text) => `> ${text.split('\n').join('\n> ')}`).join('\n---\n'),
  (texts) => `INPUT\n${JSON.stringify({ kind: 'notes', items: texts })}\nEND`,
  (texts) => texts.join(' '),
];

/** A sentence that no other step makes. @param {Choices} choices @param {() => number} serial */
function sentence(choices, serial) {
  if (choices.oneIn(5))
    return `${Array.from({ length: 40 + choices.int(30) }, () => HAN[choices.int(HAN.length)]).join('')}${serial()}。`;
  const words = choices.pick(WORDS);
  return Array.from(
    { length: 9 + choices.int(8) },
    () => `${choices.pick(words)}${choices.oneIn(3) ? choices.pick(MARKS) : ''}${choices.oneIn(6) ? serial() : ''}`,
  ).join(' ');
}

/** All texts in a value. @param {unknown} value @returns {string[]} */
function textsIn(value) {
  if (typeof value === 'string') return value.length > 20 ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const MAX_SIZE = 3000; // of a part: escapes within escapes grow fast
const sizeOf = (/** @type {unknown} */ value) => JSON.stringify(value ?? null).length;

/** Something made of what is known. @param {Choices} choices @param {unknown[]} known @returns {unknown} */
function made(choices, known) {
  const small = known.filter((value) => sizeOf(value) < MAX_SIZE);
  if (small.length === 0) return JSON.stringify(known[0]).slice(0, 500).toWellFormed();
  const some = Array.from({ length: 1 + choices.int(3) }, () => choices.pick(small));
  const texts = some.flatMap(textsIn);
  const how = choices.weighted({ template: 4, whole: 3, record: 3, json: 2, excerpt: 2 });
  if (how === 'whole' || texts.length === 0) return structuredClone(some[0]);
  if (how === 'template') return choices.pick(TEMPLATES)(texts);
  if (how === 'record')
    return { question: texts[0], limits: { top: 1 + choices.int(9) }, context: structuredClone(some) };
  if (how === 'json') return { body: JSON.stringify({ body: JSON.stringify(some), count: some.length }) };
  const text = choices.pick(texts);
  return `As was said: ${text.slice(Math.floor(text.length / 5), Math.floor((text.length * 4) / 5)).toWellFormed()} …`;
}

/**
 * One trace. Children run one after another within their parent; what they make is known to those after them.
 * @param {Choices} choices @param {number} number different for each program @returns {Step[]}
 */
export function randomProgram(choices, number) {
  let [now, spans, serials] = [1_795_000_000_000_000_000n, 0, 0];
  const serial = () => number * 1000 + ++serials;
  const traceId = traceIdOf(number);
  /** @type {Step[]} */
  const steps = [];

  /** @param {string | undefined} parentId @param {unknown[]} known @param {number} depth @returns {unknown} */
  function step(parentId, known, depth) {
    const spanId = spanIdOf(++spans);
    now += 200_000n;
    const start = now;
    const kind =
      depth === 0
        ? 'workflow'
        : choices.pick(/** @type {const} */ (['llm', 'task', 'tool', 'llm', 'agent', 'retrieval']));
    const args =
      depth === 0
        ? [{ wish: sentence(choices, serial), notes: [sentence(choices, serial), sentence(choices, serial)] }]
        : argumentsOf(kind, known);
    const own = /** @type {unknown[]} */ ([...args]);
    const isWrapper = depth < 2 && (depth === 0 || kind === 'agent');
    for (let left = isWrapper ? 2 + choices.int(depth === 0 ? 6 : 3) : 0; left > 0; left--)
      own.push(step(spanId, own, depth + 1));
    now += 3_000_000n;
    const output = outputOf(kind, own, isWrapper);
    steps.push({ traceId, spanId, parentId, kind, name: `${kind}-${choices.int(4)}`, args, output, start, end: now });
    return output;
  }

  /** @param {string} kind @param {unknown[]} known @returns {unknown[]} */
  function argumentsOf(kind, known) {
    if (kind !== 'llm') return Array.from({ length: 1 + choices.int(2) }, () => made(choices, known));
    const content = made(choices, known);
    const user = { role: 'user', content: typeof content === 'string' ? content : JSON.stringify(content) };
    return [{ messages: choices.oneIn(2) ? [{ role: 'system', content: 'You are brief.' }, user] : [user] }];
  }

  /** @param {string} kind @param {unknown[]} own @param {boolean} isWrapper @returns {unknown} */
  function outputOf(kind, own, isWrapper) {
    if (isWrapper && choices.oneIn(2)) return structuredClone(own.at(-1));
    if (kind === 'retrieval')
      return Array.from({ length: 3 }, () => ({ id: `doc-${serial()}`, text: sentence(choices, serial) }));
    const text = `${sentence(choices, serial)} ${choices.oneIn(3) ? sentence(choices, serial) : ''}`.trim();
    if (kind === 'llm') return choices.oneIn(3) ? { role: 'assistant', content: text } : text;
    return choices.oneIn(2) ? text : { result: text, from: made(choices, own), score: choices.int(100) / 100 };
  }

  step(undefined, [], 0);
  return steps;
}
