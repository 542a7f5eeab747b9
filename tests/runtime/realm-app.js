// What a page runs for realm.test.js: a tracer comes and goes, and what it leaves is reported.
import { createTracer, init, memory, otlp } from 'spanloom';
import { countListeners, differences, snapshot } from '/support/realm.js';
import { caughtFrom, differentStacks, unhandledFrom, untracedStacks } from '/support/stacks.js';
import { useTracer } from '/support/use-tracer.js';

const OURS = '/node_modules/spanloom/';
const SHARED = 'globalThis.Symbol(spanloom)';

const options = () => ({
  exporters: [memory(), otlp({ url: '/v1/traces', fetch: async () => new Response('{}') })],
});

/** What is not as before. @param {import('spanloom').TracerOptions} given @param {(tracer: import('spanloom').Tracer) => unknown} end */
async function left(given, end) {
  const listening = countListeners();
  const before = snapshot();
  const tracer = init(given);
  await useTracer(tracer);
  await end(tracer);
  const changes = differences(before, snapshot()).filter((path) => !path.startsWith(SHARED));
  return [...changes, ...listening()];
}

/** @type {(call: () => unknown) => Promise<any>} */
const reported = unhandledFrom((listener) =>
  addEventListener(
    'unhandledrejection',
    (event) => {
      event.preventDefault();
      listener(event.reason);
    },
    { once: true },
  ),
);

async function main() {
  const untraced = {
    caught: await untracedStacks(caughtFrom, OURS),
    unhandled: await untracedStacks(reported, OURS),
  };
  const off = await left({ ...options(), enabled: false }, () => {});
  const over = await left(options(), (tracer) => tracer.shutdown());
  const tracer = createTracer(options());
  await useTracer(tracer);
  return {
    off,
    over,
    caught: await differentStacks(tracer, caughtFrom, OURS, untraced.caught),
    unhandled: await differentStacks(tracer, reported, OURS, untraced.unhandled),
  };
}

const report = (/** @type {object} */ body) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
main().then(
  (results) => report({ results }),
  (error) => report({ error: String(error?.stack ?? error) }),
);
