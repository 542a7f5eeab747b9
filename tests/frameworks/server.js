// A server that speaks the protocols of the model APIs; what it says is up to an app's model. The same conversation gets the
// same answer, with the same ids.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { PROTOCOLS, serverSentEvent } from '../clients/server/protocols.js';
import { vectorOf } from './vectors.js';

/**
 * @typedef {Object} Asked
 * @property {any} body of the request
 * @property {string} text all of the body, as JSON
 * @property {string} last what the last message says; as JSON if it is more than a text
 * @property {number} turn how many answers the conversation has already
 * @property {number} times how often the very same has been asked before
 *
 * @typedef {{ text?: string, calls?: [name: string, input: object][], thought?: string, vectors?: number[][], status?: number }} Said
 *   `status`: the request fails, with `text` as its message
 * @typedef {(asked: Asked) => string | Said} Model
 */

/** @param {Model} model @returns {Promise<{ url: string, close: () => void }>} */
export async function startServer(model) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {unknown[]} */
  const failures = [];
  // A client that reuses a connection just as the server closes it gets ECONNRESET, and does not repeat a POST.
  const server = createServer({ keepAliveTimeout: 0 }, (request, reply) => {
    answer(request, reply).catch((error) => {
      failures.push(error);
      reply.destroy();
    });
  });
  const answer = async (request, reply) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const path = /** @type {string} */ (request.url).split('?')[0];
    const times = counts.get(path + text) ?? 0;
    counts.set(path + text, times + 1);
    const body = JSON.parse(text);
    const isEmbedding = path.endsWith('/embeddings');
    const said = isEmbedding ? { vectors: [body.input].flat().map(vectorOf) } : saying(model(asked(body, text, times)));
    if (said.status) return refuse(reply, said);
    await send(reply, PROTOCOLS[path], answerOf(said, body, `${hash(text)}${times}`), body);
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** @throws {unknown} what went wrong in the server itself */
    close() {
      server.closeAllConnections();
      server.close();
      if (failures.length > 0) throw failures[0];
    },
  };
}

const saying = (/** @type {string | Said} */ said) => (typeof said === 'string' ? { text: said } : said);
const hash = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** @returns {Asked} */
function asked(body, text, times) {
  const messages = body.messages ?? body.contents ?? [body.input].flat();
  const last = messages.at(-1)?.content ?? messages.at(-1)?.output ?? messages.at(-1);
  const isAnswer = ({ role, type }) => role === 'assistant' || role === 'model' || type === 'function_call';
  return {
    body,
    text,
    times,
    last: typeof last === 'string' ? last : JSON.stringify(last),
    turn: messages.filter(isAnswer).length,
  };
}

/** @param {Said} said @returns {import('../clients/server/answers.js').Answer} */
function answerOf({ text, calls, thought, vectors }, body, id) {
  return {
    id,
    model: `${body.model}-2026-07-18`,
    usage: { input: 40 + JSON.stringify(body).length, output: 7 + (text ?? '').length, cached: 0 },
    texts: text === undefined ? undefined : [text],
    calls: calls?.map(([name, input], at) => ({ id: `call_${id.slice(0, 20)}${at}`, name, input })),
    thought,
    vectors,
  };
}

function refuse(reply, { status, text }) {
  reply.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
  reply.end(JSON.stringify({ type: 'error', error: { type: 'api_error', message: text } }));
}

async function send(reply, { whole, events, format = serverSentEvent }, answer, body) {
  if (whole && !(body.stream && events)) {
    reply.writeHead(200, { 'content-type': 'application/json' });
    return reply.end(JSON.stringify(whole(answer, body)));
  }
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events(answer, body)) {
    reply.write(format(event));
    await new Promise(setImmediate);
  }
  reply.end();
}
