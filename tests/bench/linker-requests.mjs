// What the linker's benchmark links: requests in protobuf, as Langfuse records a RAG app and agents. No two texts are alike unless one
// was made of the other.

import { CONVENTIONS } from '../js/linker/support/conventions/index.js';
import { hasLinkbench, recordedRuns } from '../js/linker/support/linkbench.js';
import { requestsOf } from '../js/linker/support/otlp.js';
import { encodeTraces } from '../js/linker/support/protobuf.js';
import { spanIdOf, traceIdOf } from '../js/linker/support/steps.js';
import { seeded } from '../js/support/choices.js';

const random = seeded(11);
const SYLLABLES = 'ba ko ri ne ta mu so li ver dan pel qui gor sa nim tor el ush'.split(' ');
const VOCABULARY = Array.from({ length: 3000 }, () =>
  Array.from({ length: 2 + (random() % 3) }, () => SYLLABLES[random() % SYLLABLES.length]).join(''),
);

/** About so many bytes of prose. @param {number} bytes */
const prose = (bytes) =>
  Array.from({ length: Math.ceil(bytes / 7.6) }, () => VOCABULARY[random() % VOCABULARY.length]).join(' ');

/** Calls that follow each other, as steps of one trace. @param {number} number of the trace @param {(call: (kind: string, name: string, args: unknown[], output: unknown) => any) => { args: unknown[], output: unknown }} run */
function steps(number, run) {
  const [traceId, parentId] = [traceIdOf(number), spanIdOf(0)];
  const list = [];
  let now = 1_795_000_000_000_000_000n;
  const call = (kind, name, args, output) => {
    const start = now + 200_000n;
    now = start + 5_000_000n;
    list.push({ traceId, spanId: spanIdOf(list.length + 1), parentId, kind, name, args, output, start, end: now });
    return output;
  };
  const start = now;
  const { args, output } = run(call);
  return [
    ...list,
    {
      traceId,
      spanId: parentId,
      parentId: undefined,
      kind: 'workflow',
      name: 'ask',
      args,
      output,
      start,
      end: now + 200_000n,
    },
  ];
}

/** A request to a RAG app: six spans with about 1 kB of content each. @param {number} number */
const rag = (number) =>
  steps(number, (call) => {
    const question = prose(100);
    const documents = call(
      'retrieval',
      'retrieve',
      [question],
      Array.from({ length: 4 }, (_, i) => ({ id: `doc-${number}-${i}`, text: prose(300) })),
    );
    const best = call('task', 'rerank', [question, documents.slice(0, 2)], [documents[1]]);
    const prompt = call(
      'task',
      'prompt',
      [question, best],
      `Answer from the passage.\n\n${best[0].text}\n\n${question}`,
    );
    const answer = call(
      'llm',
      'answer',
      [
        {
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: prompt },
          ],
        },
      ],
      { role: 'assistant', content: prose(260) },
    );
    const cited = call('tool', 'cite', [answer.content, best], { text: answer.content, sources: [best[0].id] });
    return { args: [question], output: cited };
  });

/** An agent whose every call of the model repeats all before it. @param {number} number @param {number} turns */
const agent = (number, turns) =>
  steps(number, (call) => {
    const messages = [
      { role: 'system', content: prose(600) },
      { role: 'user', content: prose(200) },
    ];
    let answer = '';
    for (let turn = 0; turn < turns; turn++) {
      const request = { query: prose(120) };
      const reply = {
        role: 'assistant',
        content: prose(240),
        tool_calls: [
          {
            id: `call_${number}_${turn}`,
            type: 'function',
            function: { name: 'search', arguments: JSON.stringify(request) },
          },
        ],
      };
      call('llm', 'chat', [{ messages: [...messages] }], reply);
      const result = call('tool', 'search', [request], prose(800));
      messages.push(reply, { role: 'tool', tool_call_id: reply.tool_calls[0].id, content: result });
      answer = reply.content;
    }
    return { args: [messages[1].content], output: answer };
  });

/**
 * @typedef {Object} Workload
 * @property {Uint8Array[]} requests
 * @property {number} spans
 * @property {number} traces
 * @property {number} contentBytes of input and output
 * @property {number} newBytes of them, without what a history repeats
 */

const size = (/** @type {unknown} */ value) => (value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)));

/** @param {any[][]} traces @param {number} tracesPerRequest @returns {Workload} */
function workload(traces, tracesPerRequest) {
  const requests = [];
  for (let at = 0; at < traces.length; at += tracesPerRequest)
    requests.push(
      encodeTraces(requestsOf(traces.slice(at, at + tracesPerRequest).flat(), CONVENTIONS.langfuse).traces),
    );
  const all = traces.flat();
  const lastMessages = (list) => (list.at(-1)?.args[0].messages ?? []).map(size).reduce((sum, bytes) => sum + bytes, 0);
  const contentBytes = all.reduce((sum, { args, output }) => sum + size(args) + size(output), 0);
  const repeated = traces.reduce((sum, list) => {
    const calls = list.filter(({ args }) => args[0]?.messages);
    return sum + calls.reduce((bytes, { args }) => bytes + size(args), 0) - lastMessages(calls);
  }, 0);
  return { requests, spans: all.length, traces: traces.length, contentBytes, newBytes: contentBytes - repeated };
}

const several = (/** @type {number} */ count, /** @type {(number: number) => any[]} */ make) =>
  Array.from({ length: count }, (_, i) => make(i));

/** @param {number} traces */
export const ragWorkload = (traces) => workload(several(traces, rag), 50);
/** @param {number} traces @param {number} turns */
export const agentWorkload = (traces, turns) =>
  workload(
    several(traces, (number) => agent(number, turns)),
    5,
  );

/** The recorded agents of linkbench, if it is beside the repository. @returns {Promise<Workload | undefined>} */
export const recordedWorkload = async () =>
  hasLinkbench()
    ? workload(
        (await recordedRuns('agents')).map(({ steps: list }) => list),
        5,
      )
    : undefined;

/** Where the ids of traces are in a request, so that it can be sent again as other traces. @param {Uint8Array} request @returns {{ at: number, id: string }[]} */
export function traceIdsIn(request) {
  const bytes = Buffer.from(request.buffer, request.byteOffset, request.byteLength);
  const found = [];
  const field = Buffer.from([0x0a, 16, ...Buffer.from(traceIdOf(0).slice(0, 22), 'hex')]);
  for (let at = bytes.indexOf(field); at >= 0; at = bytes.indexOf(field, at + 1))
    found.push({ at: at + 2, id: bytes.toString('hex', at + 2, at + 18) });
  return found;
}
