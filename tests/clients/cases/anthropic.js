import Anthropic from '@anthropic-ai/sdk';
import { MODEL, usageOf } from '../server/answers.js';
import { answered, answeredTwice } from '../support/expected.js';
import { byReader, decoded, items, piped, slowly, untilItFails } from '../support/reading.js';

const WEATHER = {
  name: 'weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' }, day: { type: 'number' } } },
  run: async ({ city }) => `sunny in ${city}`,
  parse: (input) => input,
};

/** The whole message is the output, as the program gets it. */
const whole = (id, got) => answered(got, id);
const said = (events) => events.map(({ delta }) => delta?.text ?? '').join('');

const untold = { input: undefined, out: undefined, cached: undefined, model: undefined };

/** The input is told at the start; how much was given, only at the end. */
const begun = (id, events, more) => answered(said(events), id, { out: 1, ...more });

/** @param {import('../server/server.js').FakeApi} api */
export const anthropic = ({ url }) => ({
  anthropic: cases(new Anthropic({ apiKey: 'key', baseURL: url, maxRetries: 0 })),
});

/** @returns {import('../support/cases.js').Case[]} */
function cases({ messages, beta }) {
  const ask = (question, more) => ({
    model: MODEL,
    max_tokens: 100,
    messages: [{ role: 'user', content: question }],
    ...more,
  });
  const create = (more) => (question) => messages.create(ask(question, more));
  const streaming = { stream: true };
  const stream = (question) => messages.stream(ask(question));
  const runTools = (question) => beta.messages.toolRunner(ask(question, { tools: [WEATHER], thread: false }));

  return [
    { name: 'create()', start: create(), read: (result) => result, span: whole },
    { name: 'create(), tool use', plan: 'tools', start: create(), read: (result) => result, span: whole },
    { name: 'create(), thinking', plan: 'think', start: create(), read: (result) => result, span: whole },
    {
      name: 'create().withResponse()',
      isDirect: true,
      start: create(),
      read: async (result) => (await result.withResponse()).data,
      span: whole,
    },
    {
      name: 'create().asResponse(), json()',
      isDirect: true,
      start: create(),
      read: async (result) => (await result.asResponse()).json(),
      span: whole,
    },
    { name: 'create({ stream }), for await', start: create(streaming), read: async (result) => items(await result) },
    {
      name: 'create({ stream }), read slowly',
      start: create(streaming),
      read: async (result, pause) => slowly(await result, pause),
    },
    {
      name: 'create({ stream }), tool use',
      plan: 'tools',
      start: create(streaming),
      read: async (result) => items(await result),
    },
    {
      name: 'create({ stream }), thinking',
      plan: 'think',
      start: create(streaming),
      read: async (result) => items(await result),
    },
    {
      name: 'create({ stream }), tee()',
      start: create(streaming),
      read: async (result) => Promise.all((await result).tee().map((branch) => items(branch))),
    },
    {
      name: 'create({ stream }), toReadableStream(), piped',
      start: create(streaming),
      read: async (result) => decoded(await piped((await result).toReadableStream())),
    },
    {
      name: 'create({ stream }), break',
      start: create(streaming),
      read: async (result) => items(await result, 5),
      span: (id, got) => begun(id, got, { result: 'cancelled' }),
    },
    {
      name: 'create({ stream }), an error in the middle',
      plan: 'fail',
      start: create(streaming),
      read: async (result) => untilItFails(await result),
      span: (id, { all }) => begun(id, all, { status: 'error' }),
    },
    {
      name: 'create({ stream }), the connection breaks',
      plan: 'cut',
      start: create(streaming),
      read: async (result) => untilItFails(await result),
      span: (id, { all }) => begun(id, all, { status: 'error' }),
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
    { name: 'stream(), for await', start: stream, read: async (result) => items(await result) },
    { name: 'stream(), finalMessage()', start: stream, read: async (result) => (await result).finalMessage() },
    {
      name: 'stream(), tool use, finalMessage()',
      plan: 'tools',
      start: stream,
      read: async (result) => (await result).finalMessage(),
    },
    { name: 'stream(), finalText()', start: stream, read: async (result) => (await result).finalText() },
    {
      name: 'stream(), thinking, finalText()',
      plan: 'think',
      start: stream,
      read: async (result) => (await result).finalText(),
    },
    {
      name: "stream(), on('text'), done()",
      start: stream,
      read: async (result) => {
        const answer = await result;
        let text = '';
        answer.on('text', (delta) => {
          text += delta;
        });
        await answer.done();
        return text;
      },
    },
    {
      name: "stream(), on('streamEvent'), on('end')",
      start: stream,
      read: async (result) => {
        const answer = await result;
        const events = [];
        answer.on('streamEvent', (event) => events.push(event));
        await new Promise((resolve) => answer.on('end', resolve));
        return events;
      },
    },
    {
      name: 'stream(), toReadableStream()',
      start: stream,
      read: async (result) => decoded(await byReader((await result).toReadableStream())),
    },
    {
      name: 'stream(), withResponse()',
      start: stream,
      read: async (result) => items((await (await result).withResponse()).data),
    },
    {
      name: 'stream(), break',
      start: stream,
      read: async (result) => items(await result, 5),
      span: (id, got) => begun(id, got, { result: 'cancelled' }),
    },
    {
      name: 'stream(), already over',
      plan: 'think',
      start: async (question) => {
        const answer = stream(question);
        await answer.done();
        return answer;
      },
      read: async (result) => (await result).finalText(),
    },
    {
      name: 'stream(), refused',
      plan: 'refused',
      start: stream,
      read: async (result) => (await result).finalMessage().catch((error) => error.message),
      span: () => answered(undefined, 0, { ...untold, status: 'error' }),
    },
    {
      name: 'stream(), abort()',
      start: stream,
      read: async (result) => {
        const answer = await result;
        const texts = [];
        answer.on('text', (delta) => {
          if (texts.push(delta) === 2) answer.abort();
        });
        await answer.done().catch((error) => texts.push(error.constructor.name));
        return texts;
      },
      span: (id, got) => answered(got.slice(0, 2).join(''), id, { out: 1, result: 'cancelled' }),
    },
    {
      name: 'stream(), an error in the middle, finalMessage()',
      plan: 'fail',
      start: stream,
      read: async (result) => {
        const answer = await result;
        let text = '';
        answer.on('text', (delta) => {
          text += delta;
        });
        const error = await answer.finalMessage().catch((error) => error.constructor.name);
        return { text, error };
      },
      span: (id, { text }) => answered(text, id, { out: 1, status: 'error' }),
    },
    {
      name: 'beta.messages.toolRunner(), awaited',
      plan: 'tools',
      start: runTools,
      read: (result) => result,
      span: (id, got) => answered(got, id, { input: usageOf(id, 1).input }),
    },
    {
      name: 'beta.messages.toolRunner(), runUntilDone()',
      plan: 'tools',
      isDirect: true,
      start: runTools,
      read: (result) => result.runUntilDone(),
      span: answeredTwice,
    },
    {
      name: 'beta.messages.toolRunner(), for await',
      plan: 'tools',
      isDirect: true,
      start: runTools,
      read: (result) => items(result),
      span: answeredTwice,
    },
  ];
}
