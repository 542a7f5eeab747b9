// A slow and flaky OTLP receiver in a process of its own: counts the spans that it accepted.
import { setTimeout as sleep } from 'node:timers/promises';
import { Choices } from '../support/choices.js';
import { message, startCollector } from '../support/collector.js';

const choices = Choices.random(7);
const counts = { accepted: 0, repeated: 0 };

const collector = await startCollector(
  async (_request, response) => {
    choices.taken.length = 0;
    await sleep(choices.oneIn(50) ? 150 : choices.int(4));
    if (choices.oneIn(15)) response.writeHead(503, { 'retry-after': '0' }).end();
    else if (choices.oneIn(40)) response.destroy();
  },
  (body, contentType) => {
    collector.requests.length = 0;
    count(message(body, contentType).resourceSpans);
  },
);

/** Ids are kept for one batch only: a batch that arrives twice shows in the sum. @param {any[]} resourceSpans */
function count(resourceSpans) {
  const spans = resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap((/** @type {any} */ scope) => scope.spans),
  );
  counts.accepted += spans.length;
  counts.repeated += spans.length - new Set(spans.map(({ spanId }) => Buffer.from(spanId).toString('hex'))).size;
}

process.on('message', () => {
  process.send?.(counts);
  collector.close();
  process.disconnect();
});
process.send?.({ url: collector.url });
