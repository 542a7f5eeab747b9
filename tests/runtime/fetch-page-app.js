// A page that compares traced requests with plain ones. `/targets` says where the other hosts are.
import { createTracer, memory } from 'spanloom';

/** @param {() => Promise<Response>} send */
async function seen(send) {
  try {
    const response = await send();
    const { status, url, redirected, type } = response;
    return { status, url, redirected, type, body: await response.text() };
  } catch (error) {
    return error.name;
  }
}

async function run() {
  const { closed, open } = await (await fetch('/targets')).json();
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], links: false });
  const listed = createTracer({ exporters: [memory()], links: false, propagate: { to: [open, closed] } });
  /** @type {object[]} */
  const results = [];
  /** @param {string} name @param {string} url @param {() => RequestInit} [init] @param {typeof tracer} [by] */
  const compare = async (name, url, init = () => ({}), by = tracer) => {
    const plain = await seen(() => fetch(mark(url, 'plain'), init()));
    const traced = await seen(() => by.trace('step', () => by.tracedFetch(mark(url, 'traced'), init())));
    results.push({
      name,
      plain: JSON.stringify(plain).replaceAll('by=plain', 'by'),
      traced: JSON.stringify(traced).replaceAll('by=traced', 'by'),
    });
  };
  /** So that the server knows who asks. @param {string} url @param {string} who */
  const mark = (url, who) => `${url}${url.includes('?') ? '&' : '?'}by=${who}`;
  const to = (/** @type {string} */ url) => `/redirect?status=${302}&to=${encodeURIComponent(url)}`;

  await compare('own', '/answer');
  await compare('own, POST', '/answer', () => ({ method: 'POST', body: '{}' }));
  await compare('other', `${closed}/answer`);
  await compare('redirected home', to('/answer'));
  await compare('redirected to another', to(`${closed}/answer`));
  await compare('redirected twice', to(to(`${closed}/answer`)));
  await compare('redirected by hand', to(`${closed}/answer`), () => ({ redirect: 'manual' }));
  await compare('not to be redirected', to(`${closed}/answer`), () => ({ redirect: 'error' }));
  await compare('redirected home, POST', to('/answer'), () => ({ method: 'POST', body: '{}' }));
  await compare('no-cors', `${closed}/answer`, () => ({ mode: 'no-cors' }), listed);
  await compare('a listed host that forbids the headers', `${closed}/answer`, undefined, listed);
  await compare('a listed host that allows them', `${open}/answer`, undefined, listed);
  await compare('a host that is down', 'http://127.0.0.1:1/', undefined, listed);
  const request = new Request('/answer?by=request', { headers: { own: '1' }, referrerPolicy: 'no-referrer' });
  const answer = await seen(() => tracer.trace('step', () => tracer.tracedFetch(request)));
  // What runs after the request belongs to the same span as after a plain one.
  for (const send of [fetch, tracer.tracedFetch])
    await tracer.task(async () => {
      await (await send('/answer?by=await')).text();
      tracer.task(() => send === fetch, { name: 'afterwards' })();
    })();
  await tracer.flush();
  return {
    results,
    request: answer,
    spans: sink.spans.map(({ output }) => output),
    parents: sink.spans
      .filter(({ name }) => name === 'afterwards')
      .map(({ parentSpanId, attributes }) => [parentSpanId !== undefined, attributes['spanloom.context']]),
  };
}

/** What a service worker answers, and what it has seen of it. */
async function throughWorker() {
  const isControlled = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  await navigator.serviceWorker.register('/worker.js', { type: 'module' });
  if (!navigator.serviceWorker.controller) await isControlled;
  const body = await (await fetch('/through')).text();
  let spans = [];
  while (spans.length === 0) spans = await (await fetch('/spans')).json();
  return { body, spans };
}

const report = await run()
  .then(async (found) => ({ ...found, worker: await throughWorker() }))
  .catch((error) => ({ error: error.stack }));
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
