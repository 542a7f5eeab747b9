import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import OpenAI from 'openai';
import OpenAI6 from 'openai-6';
import { MODEL, textOf } from '../server/answers.js';
import { answered, answeredTwice, partly } from '../support/expected.js';
import { byReader, decoded, items, piped, slowly, throughTransform, untilItFails } from '../support/reading.js';

const WEATHER = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' }, day: { type: 'number' } } },
    parse: JSON.parse,
    function: async ({ city }) => `sunny in ${city}`,
  },
};

const SCHEMA = {
  type: 'json_schema',
  json_schema: { name: 'record', strict: true, schema: { type: 'object', properties: {} } },
};

/** The whole response is the output, as the program gets it. */
const whole = (id, got) => answered(got, id);
const said = (chunks) => chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

/** @param {import('../server/server.js').FakeApi} api */
export function openai({ url }) {
  const settings = { apiKey: 'key', baseURL: `${url}/v1`, maxRetries: 0 };
  return { 'openai 7': cases(new OpenAI(settings)), 'openai 6': cases(new OpenAI6(settings)) };
}

/** @returns {import('../support/cases.js').Case[]} */
function cases(client) {
  const { completions } = client.chat;
  const ask = (question, more) => ({ model: MODEL, messages: [{ role: 'user', content: question }], ...more });
  const streaming = { stream: true, stream_options: { include_usage: true } };
  const create = (more) => (question) => completions.create(ask(question, more));
  const stream = (more) => (question) =>
    completions.stream(ask(question, { stream_options: streaming.stream_options, ...more }));
  const runTools = (more) => (question) => completions.runTools(ask(question, { tools: [WEATHER], ...more }));
  const respond = (more) => (question) => client.responses.create({ model: MODEL, input: question, ...more });
  const respondStream = (question) => client.responses.stream({ model: MODEL, input: question });

  return [
    { name: 'create()', start: create(), read: (result) => result, span: whole },
    { name: 'create(), two choices', start: create({ n: 2 }), read: (result) => result, span: whole },
    { name: 'create(), tool calls', plan: 'tools', start: create(), read: (result) => result, span: whole },
    { name: 'create(), then()', start: create(), read: (result) => result.then((answer) => answer), span: whole },
    {
      name: 'create().withResponse()',
      isDirect: true,
      start: create(),
      read: async (result) => {
        const { data, response } = await result.withResponse();
        return { data, status: response.status };
      },
      span: (id, { data }) => answered(data, id),
    },
    {
      name: 'create().asResponse(), text()',
      isDirect: true,
      start: create(),
      read: async (result) => (await result.asResponse()).text(),
      span: whole,
    },
    {
      name: 'create().asResponse(), json()',
      isDirect: true,
      start: create(),
      read: async (result) => (await result.asResponse()).json(),
      span: whole,
    },
    {
      name: 'create().asResponse(), body by reader',
      isDirect: true,
      start: create(),
      read: async (result) => decoded(await byReader((await result.asResponse()).body)),
      span: whole,
    },
    {
      name: 'create().asResponse(), body piped',
      isDirect: true,
      start: create(),
      read: async (result) => decoded(await piped((await result.asResponse()).body)),
      span: whole,
    },
    { name: 'create({ stream }), for await', start: create(streaming), read: async (result) => items(await result) },
    {
      name: 'create({ stream }), read slowly',
      start: create(streaming),
      read: async (result, pause) => slowly(await result, pause),
    },
    {
      name: 'create({ stream }).asResponse(), text() after a while',
      isDirect: true,
      start: create(streaming),
      read: async (result, pause) => {
        const response = await result.asResponse();
        await pause();
        return response.text();
      },
    },
    {
      name: 'create({ stream }), for await, usage not asked for',
      start: create({ stream: true }),
      read: async (result) => items(await result),
      span: (id) => partly(textOf(id), {}),
    },
    {
      name: 'create({ stream }), tool calls',
      plan: 'tools',
      start: create(streaming),
      read: async (result) => items(await result),
    },
    {
      name: 'create({ stream }), two choices',
      start: create({ ...streaming, n: 2 }),
      read: async (result) => items(await result),
      span: (id) => answered([textOf(id), textOf(`${id}.1`)], id),
    },
    {
      name: 'create({ stream }), refusal',
      plan: 'refusal',
      start: create(streaming),
      read: async (result) => items(await result),
    },
    {
      name: 'create({ stream }), tee()',
      start: create(streaming),
      read: async (result) => Promise.all((await result).tee().map((branch) => items(branch))),
    },
    {
      name: 'create({ stream }), toReadableStream(), read',
      start: create(streaming),
      read: async (result) => decoded(await byReader((await result).toReadableStream())),
    },
    {
      name: 'create({ stream }), toReadableStream(), piped',
      start: create(streaming),
      read: async (result) => decoded(await piped((await result).toReadableStream())),
    },
    {
      name: 'create({ stream }), toReadableStream(), pipeThrough()',
      start: create(streaming),
      read: async (result) => decoded(await throughTransform((await result).toReadableStream())),
    },
    {
      name: 'create({ stream }), toReadableStream() as a Response',
      start: create(streaming),
      read: async (result) => new Response((await result).toReadableStream()).text(),
    },
    {
      name: 'create({ stream }), break',
      start: create(streaming),
      read: async (result) => items(await result, 3),
      span: (_id, got) => partly(said(got), { result: 'cancelled' }),
    },
    {
      name: 'create({ stream }), controller.abort()',
      start: create(streaming),
      read: async (result) => {
        const chunks = [];
        const answer = await result;
        for await (const chunk of answer) if (chunks.push(chunk) === 3) answer.controller.abort();
        return chunks;
      },
      span: (_id, got) => partly(said(got), { result: 'cancelled' }),
    },
    {
      name: 'create({ stream }), an error in the middle',
      plan: 'fail',
      start: create(streaming),
      read: async (result) => untilItFails(await result),
      span: (_id, { all }) => partly(said(all), { status: 'error' }),
    },
    {
      name: 'create({ stream }), the connection breaks',
      plan: 'cut',
      start: create(streaming),
      read: async (result) => untilItFails(await result),
      span: (_id, { all }) => partly(said(all), { status: 'error' }),
    },
    {
      name: 'create({ stream }).withResponse()',
      isDirect: true,
      start: create(streaming),
      read: async (result) => items((await result.withResponse()).data),
    },
    {
      name: 'create({ stream }).asResponse(), text()',
      isDirect: true,
      start: create(streaming),
      read: async (result) => (await result.asResponse()).text(),
    },
    {
      name: 'create({ stream }).asResponse(), body by reader',
      isDirect: true,
      start: create(streaming),
      read: async (result) => decoded(await byReader((await result.asResponse()).body)),
    },
    {
      name: 'create({ stream }).asResponse(), body as a Response',
      isDirect: true,
      start: create(streaming),
      read: async (result) => new Response((await result.asResponse()).body).text(),
    },
    { name: 'stream(), for await', start: stream(), read: async (result) => items(await result) },
    {
      name: 'stream(), tool calls, for await',
      plan: 'tools',
      start: stream(),
      read: async (result) => items(await result),
    },
    { name: 'stream(), finalContent()', start: stream(), read: async (result) => (await result).finalContent() },
    {
      name: 'stream(), finalChatCompletion()',
      plan: 'tools',
      start: stream(),
      read: async (result) => (await result).finalChatCompletion(),
    },
    { name: 'stream(), finalMessage()', start: stream(), read: async (result) => (await result).finalMessage() },
    {
      name: "stream(), on('content'), done()",
      start: stream(),
      read: async (result) => {
        const answer = await result;
        let text = '';
        answer.on('content', (delta) => {
          text += delta;
        });
        await answer.done();
        return text;
      },
    },
    {
      name: 'stream(), toReadableStream()',
      start: stream(),
      read: async (result) => decoded(await byReader((await result).toReadableStream())),
    },
    {
      name: 'stream(), abort()',
      start: stream(),
      read: async (result) => {
        const answer = await result;
        const texts = [];
        answer.on('content', (delta) => {
          if (texts.push(delta) === 2) answer.abort();
        });
        await answer.done().catch((error) => texts.push(error.constructor.name));
        return texts;
      },
      span: (_id, got) => partly(got.slice(0, 2).join(''), { result: 'cancelled' }),
    },
    {
      name: 'stream(), an error in the middle',
      plan: 'fail',
      start: stream(),
      read: async (result) => untilItFails(await result),
      span: (_id, { all }) => partly(said(all), { status: 'error' }),
    },
    {
      name: 'runTools(), finalContent()',
      plan: 'tools',
      start: runTools(),
      read: async (result) => (await result).finalContent(),
      span: answeredTwice,
    },
    {
      name: 'runTools({ stream }), finalContent()',
      plan: 'tools',
      start: runTools(streaming),
      read: async (result) => (await result).finalContent(),
      span: answeredTwice,
    },
    {
      name: 'runTools({ stream }), for await',
      plan: 'tools',
      start: runTools(streaming),
      read: async (result) => items(await result),
      span: answeredTwice,
    },
    {
      name: 'parse()',
      plan: 'record',
      start: (question) => completions.parse(ask(question, { response_format: SCHEMA })),
      read: (result) => result,
      span: whole,
    },
    { name: 'responses.create()', start: respond(), read: (result) => result, span: whole },
    { name: 'responses.create(), tool calls', plan: 'tools', start: respond(), read: (result) => result, span: whole },
    {
      name: 'responses.create({ stream }), for await',
      start: respond({ stream: true }),
      read: async (result) => items(await result),
    },
    {
      name: 'responses.create({ stream }), tool calls',
      plan: 'tools',
      start: respond({ stream: true }),
      read: async (result) => items(await result),
    },
    {
      name: 'responses.create({ stream }), an error in the middle',
      plan: 'fail',
      start: respond({ stream: true }),
      read: async (result) => untilItFails(await result),
      span: (_id, { all }) => partly(all.map(({ delta }) => delta ?? '').join(''), { status: 'error' }),
    },
    { name: 'responses.stream(), for await', start: respondStream, read: async (result) => items(await result) },
    {
      name: 'responses.stream(), finalResponse()',
      start: respondStream,
      read: async (result) => (await result).finalResponse(),
    },
    {
      name: "responses.stream(), on('response.output_text.delta')",
      start: respondStream,
      read: async (result) => {
        const answer = await result;
        let text = '';
        answer.on('response.output_text.delta', ({ delta }) => {
          text += delta;
        });
        await answer.done();
        return text;
      },
    },
    {
      name: 'create(), refused',
      plan: 'refused',
      start: create(),
      read: (result) => result.catch((error) => error.message),
      span: () => partly(undefined, { model: undefined, status: 'error' }),
    },
    {
      name: 'stream(), already over',
      start: async (question) => {
        const answer = stream()(question);
        await answer.done();
        return answer;
      },
      read: async (result) => (await result).finalContent(),
      compare: ['output', 'status', 'result', 'input', 'out', 'cached', 'model'],
    },
    {
      name: 'audio.speech.create(), arrayBuffer()',
      start: (input) => client.audio.speech.create({ model: MODEL, voice: 'alloy', input }),
      read: async (result) => decoded([Buffer.from(await (await result).arrayBuffer())]),
      span: (id) => partly(textOf(id), { model: undefined }),
    },
    {
      name: 'audio.speech.create(), body as a Node stream',
      start: (input) => client.audio.speech.create({ model: MODEL, voice: 'alloy', input }),
      read: async (result) => text(Readable.fromWeb((await result).body)),
      span: (id) => partly(textOf(id), { model: undefined }),
    },
    {
      name: 'models.list(), for await',
      isDirect: true,
      start: (question) => client.models.list({ query: { question } }),
      read: (result) => items(result),
      span: (_id, got) => partly(got, { model: undefined }),
    },
    {
      name: 'embeddings.create()',
      kind: 'embedding',
      start: (question) => client.embeddings.create({ model: MODEL, input: [question, 'two'] }),
      read: (result) => result,
      span: (id, got) => answered(got, id, { out: undefined, cached: undefined }),
    },
  ];
}
