// Traces for tests of the viewer, as OTLP JSON: what a RAG app and an agent record, and generated ones of any size.

/**
 * @typedef {Object} Step
 * @property {string} name
 * @property {string} kind of OpenInference, in lower case
 * @property {number} at milliseconds from the start of the trace
 * @property {number} ms
 * @property {Step | undefined} [parent]
 * @property {unknown} [input] text, or what is written as JSON
 * @property {unknown} [output]
 * @property {Record<string, string | number | boolean>} [attributes]
 * @property {{ type: string, message: string, stack?: string }} [error]
 */

const START = 1_790_000_000_000;

/** @param {number} number @param {number} digits */
const hex = (number, digits) => number.toString(16).padStart(digits, '0');

/** @param {unknown} value */
const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** @param {Record<string, unknown>} attributes */
const keyValues = (attributes) =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({
      key,
      value:
        typeof value === 'number'
          ? { intValue: String(value) }
          : typeof value === 'boolean'
            ? { boolValue: value }
            : { stringValue: String(value) },
    }));

/** @param {number} ms since the start of the first trace */
const nanos = (ms) => `${BigInt(Math.round((START + ms) * 1000))}000`;

/**
 * A trace as an `ExportTraceServiceRequest`.
 * @param {readonly Step[]} steps parents first
 * @param {{ number?: number, service?: string, session?: string, offset?: number }} [options] `number` makes its IDs
 */
export function traceOf(steps, { number = 1, service = 'docs-bot', session, offset = 0 } = {}) {
  const traceId = traceIdOf(number);
  const ids = new Map(steps.map((step, index) => [step, spanIdOf(number, index)]));
  const spans = steps.map((step) => {
    const { name, kind, at, ms, parent, input, output, attributes, error } = step;
    return {
      traceId,
      spanId: ids.get(step),
      ...(parent && { parentSpanId: ids.get(parent) }),
      name,
      kind: 1,
      startTimeUnixNano: nanos(offset + at),
      endTimeUnixNano: nanos(offset + at + ms),
      attributes: keyValues({
        'openinference.span.kind': kind.toUpperCase(),
        'input.value': input === undefined ? undefined : text(input),
        'output.value': output === undefined ? undefined : text(output),
        'session.id': session,
        ...attributes,
      }),
      status: error ? { code: 2, message: error.message } : { code: 1 },
      ...(error && {
        events: [
          {
            name: 'exception',
            timeUnixNano: nanos(offset + at + ms),
            attributes: keyValues({
              'exception.type': error.type,
              'exception.message': error.message,
              'exception.stacktrace': error.stack ?? `${error.type}: ${error.message}\n    at run (app.js:1:1)`,
            }),
          },
        ],
      }),
    };
  });
  const resource = { attributes: keyValues({ 'service.name': service, 'service.version': '1.4.0' }) };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'fixtures', version: '1' }, spans }] }] };
}

/** @param {number} number of the trace */
export const traceIdOf = (number) => hex(number, 32);
/** @param {number} number of the trace @param {number} index of the step */
export const spanIdOf = (number, index) => hex(number * 2 ** 20 + index + 1, 16);

/** @param {number} input @param {number} output @param {string} [model] */
const usage = (input, output, model = 'small-1') => ({
  'gen_ai.request.model': model,
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
});

const KEYS = 'Create the second key before you revoke the first, and wait an hour until every region has it.';
const ROLES = 'Roles are given by an owner of the account; a member cannot give a role to somebody else.';
const LOGS = 'The audit log keeps every use of a key for ninety days, with the address that it came from.';

/** A question, what was found, and an answer that quotes it. @param {{ number?: number, session?: string, offset?: number, question?: string }} [options] */
export function ragTrace({ question = 'How do I replace an API key without downtime?', ...options } = {}) {
  const documents = [
    { id: 'keys#2', title: 'Replacing keys', score: 0.91, content: KEYS },
    { id: 'roles#1', title: 'Roles', score: 0.67, content: ROLES },
    { id: 'logs#4', title: 'Audit log', score: 0.52, content: LOGS },
  ];
  const answer = `You can do it without downtime. ${KEYS} The audit log keeps every use of a key for ninety days.`;
  const run = { name: 'answer question', kind: 'workflow', at: 0, ms: 1840, input: question, output: answer };
  const embed = {
    name: 'embed',
    kind: 'embedding',
    at: 12,
    ms: 88,
    parent: run,
    input: question,
    output: [0.1, 0.2, 0.3],
  };
  const find = {
    name: 'search docs',
    kind: 'retrieval',
    at: 104,
    ms: 160,
    parent: run,
    input: question,
    output: documents,
  };
  const rank = {
    name: 'rerank',
    kind: 'task',
    at: 268,
    ms: 64,
    parent: run,
    input: documents,
    output: [documents[0], documents[2]],
  };
  const messages = [
    { role: 'system', content: 'Answer from the documents alone, and quote them.' },
    { role: 'user', content: `Documents:\n${KEYS}\n${LOGS}\n\nQuestion: ${question}` },
  ];
  const chat = {
    ...{ name: 'chat small-1', kind: 'llm', at: 340, ms: 1460, parent: run },
    ...{ input: { model: 'small-1', temperature: 0.2, messages }, output: { role: 'assistant', content: answer } },
    attributes: usage(412, 58),
  };
  return traceOf([run, embed, find, rank, chat], options);
}

/** An agent with tools, one of which fails at first. @param {{ number?: number, session?: string, offset?: number }} [options] */
export function agentTrace({ number = 2, ...options } = {}) {
  const task =
    'Which ferry gets me from Harbour to North Isle before noon on Sunday, and do I need a ticket for my bicycle?';
  const table = {
    sailings: [{ from: 'Harbour', to: 'North Isle', departs: '10:40', arrives: '11:25', boat: 'Fulmar' }],
  };
  const rule = 'Bicycles travel free of charge on all boats outside July and August, but each needs a reservation.';
  const answer = `Take the Fulmar, which departs at 10:40 and arrives at 11:25. ${rule}`;
  const agent = { name: 'invoke_agent harbour', kind: 'agent', at: 0, ms: 4200, input: task, output: answer };
  const plan = {
    ...{ name: 'chat large-2', kind: 'llm', at: 10, ms: 900, parent: agent, attributes: usage(220, 41, 'large-2') },
    input: { messages: [{ role: 'user', content: task }] },
    output: {
      role: 'assistant',
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'timetable', arguments: '{"from":"Harbour","to":"North Isle","day":"Sunday"}' },
        },
      ],
    },
  };
  const failed = {
    ...{ name: 'execute_tool timetable', kind: 'tool', at: 920, ms: 300, parent: agent },
    ...{ input: { from: 'Harbour', to: 'North Isle', day: 'Sunday' } },
    error: { type: 'TimeoutError', message: 'the timetable did not answer in 300 ms' },
  };
  const again = {
    name: 'execute_tool timetable',
    kind: 'tool',
    at: 1240,
    ms: 210,
    parent: agent,
    input: failed.input,
    output: table,
  };
  const rules = {
    name: 'search rules',
    kind: 'retrieval',
    at: 1260,
    ms: 320,
    parent: agent,
    input: { query: 'bicycle ticket' },
    output: [{ title: 'Bicycles', content: rule }],
  };
  const index = {
    name: 'embed',
    kind: 'embedding',
    at: 1270,
    ms: 90,
    parent: rules,
    input: 'bicycle ticket',
    output: [0.4, 0.1],
  };
  const write = {
    ...{ name: 'chat large-2', kind: 'llm', at: 1600, ms: 2500, parent: agent, attributes: usage(618, 73, 'large-2') },
    input: {
      messages: [
        { role: 'user', content: task },
        { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify(table) },
        { role: 'tool', content: rule },
      ],
    },
    output: { role: 'assistant', content: answer },
  };
  return traceOf([agent, plan, failed, again, rules, index, write], { number, service: 'harbour', ...options });
}

const KINDS = ['llm', 'tool', 'retrieval', 'task', 'embedding', 'step'];

/**
 * A trace in which each step uses the outputs of up to four earlier ones.
 * @param {number} count of its spans @param {{ number?: number }} [options]
 */
export function generatedTrace(count, { number = 100 } = {}) {
  const random = randomOf(count);
  const root = /** @type {Step} */ ({ name: `run of ${count}`, kind: 'workflow', at: 0, ms: count * 10 });
  const steps = [root];
  let agent = root;
  for (let i = 1; i < count; i++) {
    const isAgent = i % 25 === 1;
    const parent = isAgent ? root : random() < 0.2 && steps[i - 1] !== root ? steps[i - 1] : agent;
    const sources = i < 6 ? [] : [1, 2, 3, 4].map(() => steps[i - 1 - Math.floor(random() * Math.min(i - 2, 40))]);
    const kind = isAgent ? 'agent' : KINDS[i % KINDS.length];
    const at = Math.max(i * 10 - 5, parent.at);
    /** @type {Step} */
    const step = {
      ...{ name: `${kind} ${i}`, kind, at, ms: isAgent ? 240 : 4 + Math.floor(random() * 30), parent },
      input: { use: sources.map(({ output }) => output ?? null) },
      output: `The result of step ${i} is ${wordsOf(random, 12)}.`,
    };
    if (i % 97 === 0) step.error = { type: 'Error', message: `step ${i} failed` };
    if (kind === 'llm') step.attributes = usage(100 + i, 10 + (i % 50));
    if (isAgent) agent = step;
    steps.push(step);
  }
  return traceOf(steps, { number, service: 'generator' });
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu'];

/** @param {() => number} random @param {number} count */
const wordsOf = (random, count) =>
  Array.from({ length: count }, () =>
    Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''),
  ).join(' ');

/** Mulberry32. @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
