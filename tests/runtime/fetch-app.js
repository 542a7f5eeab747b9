// A server of every runtime that sends answers of another on: through a traced fetch, as the result of an outermost span, and through the plain one.
import { createTracer, memory } from 'spanloom';
import { instrument } from 'spanloom/edge';

/** Reads that give the same text whoever read before. */
const READS = {
  text: (response) => response.text(),
  reader: async (response) => {
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let all = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return all;
      all += decoder.decode(value, { stream: true });
    }
  },
  clone: async (response) => (await Promise.all([response.clone(), response].map((each) => each.text()))).join(),
  tee: async (response) => (await Promise.all(response.body.tee().map((branch) => new Response(branch).text()))).join(),
  twice: async (response) => [await response.text(), await response.text().catch(({ name }) => name)].join(),
  cancel: async (response) => String(await response.body.cancel('enough')),
  json: async (response) => JSON.stringify(await response.json().catch(({ name }) => name)),
};

/** What a program can see of a response, before and after it was read. */
async function seen(send, read) {
  try {
    const response = await send();
    const facts = () => {
      const { status, statusText, url, redirected, type, bodyUsed, headers, body } = response;
      return [
        status,
        statusText,
        url,
        redirected,
        type,
        bodyUsed,
        body?.locked,
        [...headers]
          .sort()
          .join(' ')
          .replace(/date,[^,]*,[^ ]* \S+ \S+ \S+ \S+/, ''),
      ];
    };
    const before = facts();
    const result = response.body ? await READS[read](response) : '';
    return { before, result, after: facts(), clone: response.bodyUsed ? undefined : response.clone().url };
  } catch (error) {
    return error.name;
  }
}

/** @param {string} upstream which is a destination @param {string} other which is not @param {object} [options] of the tracer */
export function createApp(upstream, other, options) {
  let made;
  const start = () => {
    const sink = memory();
    const tracer = createTracer({ ...options, exporters: [sink], propagate: { to: [upstream] } });
    const ask = tracer.llm((url, init) => tracer.tracedFetch(url, init), { name: 'ask' });
    const askPlainly = tracer.llm((url, init) => fetch(url, init), { name: 'ask' });
    const instrumented = instrument(
      (request) => {
        const { pathname, searchParams } = new URL(request.url);
        return (pathname.includes('plainly') ? askPlainly : ask)(upstream + searchParams.get('path'), {
          method: request.method,
        });
      },
      { tracer },
    );
    return { sink, tracer, ask, instrumented };
  };
  /** Differences between traced and plain requests. */
  const compare = async (ask) => {
    const differences = [];
    const check = async (name, url, init, read) => {
      const input = () => (typeof url === 'string' ? url : url());
      const plain = JSON.stringify(await seen(() => fetch(input(), init?.()), read));
      const traced = JSON.stringify(await seen(() => ask(input(), init?.()), read));
      if (plain !== traced) differences.push({ name, plain, traced });
    };
    for (const read of Object.keys(READS))
      for (const path of ['/json', '/events', '/zipped', '/none', '/image'])
        await check(`${path} ${read}`, upstream + path, undefined, read);
    for (const [first, second] of [
      [upstream, other],
      [other, upstream],
      [upstream, upstream],
    ])
      for (const status of [301, 302, 303, 307, 308])
        for (const redirect of ['follow', 'manual', 'error'])
          for (const method of ['GET', 'POST']) {
            const init = () => ({ method, redirect, ...(method === 'POST' && { body: '{"question":"How?"}' }) });
            const to = encodeURIComponent(`${second}/json?from=${method}${status}`);
            const url = `${first}/redirect?status=${status}&to=${to}`;
            await check(`${method} ${status} ${redirect}`, url, init, 'text');
            if (method === 'GET')
              await check(`Request ${status} ${redirect}`, () => new Request(url, init()), undefined, 'text');
          }
    return differences;
  };
  /** @param {Request} request */
  return async (request) => {
    made ??= start();
    const { sink, tracer, ask, instrumented } = made;
    const { pathname, searchParams } = new URL(request.url);
    const path = searchParams.get('path');
    const { method } = request;
    if (pathname.startsWith('/instrumented')) return instrumented(request, { waitUntil() {} });
    if (pathname === '/traced') return ask(upstream + path, { method });
    if (pathname === '/plain') return fetch(upstream + path, { method });
    if (pathname === '/compare') return Response.json(await compare(ask));
    await tracer.flush();
    const spans = sink.spans.splice(0).map(({ name, output, attributes }) => ({
      name,
      output,
      tokens: attributes['gen_ai.usage.output_tokens'],
      result: attributes['spanloom.result'],
    }));
    return Response.json(spans);
  };
}
