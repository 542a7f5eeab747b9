import { equal, named, recording } from './tracing.js';

/** @param {string[]} items */
const streamOf = (items) =>
  new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(item);
      controller.close();
    },
  });

/** @type {Record<string, import('./tracing.js').Feature>} */
export const WRAPPING = {
  async 'sync function'() {
    const { tracer, spans } = recording();
    equal(tracer.task((a, b) => a + b, { name: 'add' })(1, 2), 3);
    const { kind, input, output, parentSpanId, status } = named(await spans(), 'add');
    equal(
      { kind, input, output, parentSpanId, status },
      { kind: 'task', input: '[1,2]', output: '3', status: { code: 'ok' } },
    );
  },

  async 'async function'() {
    const { tracer, spans } = recording();
    equal(await tracer.llm(async (text) => ({ text }), { name: 'ask', model: 'm' })('why'), { text: 'why' });
    const { input, output, attributes, startTimeUnixNano, endTimeUnixNano } = named(await spans(), 'ask');
    equal([input, output, attributes['gen_ai.request.model']], ['why', '{"text":"why"}', 'm']);
    const age = Number(BigInt(Date.now()) * 1_000_000n - endTimeUnixNano) / 1e9;
    if (endTimeUnixNano < startTimeUnixNano || Math.abs(age) > 60) throw new Error(`it ended ${age} s ago`);
  },

  async generators() {
    const { tracer, spans } = recording();
    const inner = tracer.tool(() => 1, { name: 'inner' });
    const outer = tracer.task(
      async function* () {
        yield 'first';
        inner();
        yield 'second';
      },
      { name: 'outer' },
    );
    const items = [];
    for await (const item of outer()) items.push(item);
    const sync = tracer.task(
      function* () {
        yield 1;
      },
      { name: 'sync' },
    );
    equal([...sync(), ...items], [1, 'first', 'second']);
    const found = await spans();
    equal(named(found, 'inner').parentSpanId, named(found, 'outer').spanId, 'the parent in a generator');
    equal(named(found, 'outer').output, 'firstsecond');
  },

  async streams() {
    const { tracer, spans } = recording();
    const stream = tracer.llm(() => streamOf(['Hel', 'lo']), { name: 'stream' })();
    const reader = stream.getReader();
    for (let done = false; !done; ) ({ done } = await reader.read());
    equal(named(await spans(), 'stream').output, 'Hello');
  },

  async 'a stream as a Response, piped'() {
    const { tracer, spans } = recording();
    const stream = tracer.llm(() => streamOf(['Hel', 'lo']), { name: 'stream' })();
    const piped = stream.pipeThrough(new TextEncoderStream());
    equal(await new Response(piped).text(), 'Hello');
    equal(named(await spans(), 'stream').output, 'Hello');
  },

  async 'a stream as a Response, not piped'() {
    const { tracer, spans } = recording({ streamTimeout: 100 });
    const bytes = streamOf(['Hel', 'lo']).pipeThrough(new TextEncoderStream());
    equal(await new Response(tracer.llm(() => bytes, { name: 'stream' })()).text(), 'Hello');
    for (let waited = 0; waited < 500 && (await spans()).length === 0; waited++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return named(await spans(), 'stream').attributes['spanloom.result'] ? 'by timeout' : 'yes';
  },

  async 'error status'() {
    const { tracer, spans } = recording();
    const thrown = new RangeError('too far');
    const fail = tracer.tool(async () => Promise.reject(thrown), { name: 'fail' });
    equal(await fail().catch((error) => error === thrown), true, 'the same error');
    const { status, attributes } = named(await spans(), 'fail');
    equal([status, attributes['error.type']], [{ code: 'error', message: 'too far' }, 'RangeError']);
  },
};
