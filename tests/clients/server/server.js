// A server that speaks the protocols of the model APIs. The question says which answer it wants, as `#17 tools`: its number and
// its plan. In the middle of each answer the server waits for whoever asked to be told.
import { createServer } from 'node:http';
import { answerTo } from './answers.js';
import { PROTOCOLS, serverSentEvent } from './protocols.js';

/**
 * @typedef {Object} Asked
 * @property {number} id
 * @property {string} plan `text`, `tools`, `refusal`, `record`, `think`; `fail` and `cut` break a stream off
 * @property {number} turn how many answers the conversation has already
 * @property {any} body of the request
 */

/**
 * @typedef {Object} FakeApi
 * @property {string} url
 * @property {(id: number, then: () => Promise<void>) => void} onMiddle what to call in the middle of each answer to that question
 * @property {(id: number) => Promise<void>} middle for models that answer without the server
 * @property {() => void} close
 */

/** @returns {Promise<FakeApi>} */
export async function startFakeApi() {
  /** @type {Map<number, () => Promise<void>>} */
  const middles = new Map();
  const middle = async (id) => middles.get(id)?.();
  // A client that reuses a connection just as the server closes it gets ECONNRESET, and does not repeat a POST.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, answer) => {
    const asked = await read(request);
    const route = PROTOCOLS[request.url.split('?')[0]];
    if (asked.plan === 'refused') return refuse(answer, asked);
    const send = asked.body.stream || !route.whole ? sendEvents(answer, route, asked) : sendWhole(answer, route, asked);
    for await (const part of send) if (part === MIDDLE) await middle(asked.id);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    onMiddle: (id, then) => middles.set(id, then),
    middle,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(answer, { id }) {
  answer.writeHead(400, { 'content-type': 'application/json' });
  answer.end(JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: `no ${id}` } }));
}

const MIDDLE = Symbol('middle');
const turnOfEventLoop = () => new Promise(setImmediate);

/** @returns {Promise<Asked>} */
async function read(request) {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  // What has no body asks in its path.
  const [, id, plan] = /#(\d+) (\w+)/.exec(text || decodeURIComponent(request.url)) ?? [];
  const turn = /"role":"tool"|"tool_result"|"function_call_output"/.test(text) ? 1 : 0;
  return { id: Number(id), plan, turn, body: text ? JSON.parse(text) : {} };
}

async function* sendWhole(answer, route, asked) {
  const body = JSON.stringify(route.whole(answerTo(asked), asked.body));
  answer.writeHead(200, { 'content-type': 'application/json', 'x-request-id': `req_${asked.id}` });
  answer.write(body.slice(0, body.length / 2));
  yield MIDDLE;
  answer.end(body.slice(body.length / 2));
}

async function* sendEvents(answer, route, asked) {
  const events = route.events(answerTo(asked), asked.body);
  const half = Math.floor(events.length / 2);
  answer.writeHead(200, { 'content-type': route.type ?? 'text/event-stream', 'x-request-id': `req_${asked.id}` });
  const { format = serverSentEvent, error } = route;
  for (const [at, event] of events.entries()) {
    if (at === half) {
      yield MIDDLE;
      if (asked.plan === 'cut') return answer.destroy();
      if (asked.plan === 'fail') return answer.end(format(error({ message: `overloaded ${asked.id}` })));
    }
    answer.write(format(event));
    await turnOfEventLoop();
  }
  answer.end();
}
