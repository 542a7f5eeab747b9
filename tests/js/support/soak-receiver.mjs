// A slow and flaky OTLP receiver in a process of its own: counts the spans that it accepted.
import { setTimeout as sleep } from 'node:timers/promises';
import { Choices } from './choices.js';
import { startCollector } from './collector.js';

const choices = Choices.random(7);
let accepted = 0;
const ids = { distinct: 0, repeated: 0 };

const collector = await startCollector(async (_request, response) => {
  choices.taken.length = 0;
  await sleep(choices.oneIn(50) ? 150 : choices.int(4));
  if (choices.oneIn(15)) response.writeHead(503, { 'retry-after': '0' }).end();
  else if (choices.oneIn(40)) response.destroy();
  for (const { resourceSpans } of collector.requests.splice(0)) count(resourceSpans);
});

/** The ids of one batch are all that is kept. @param {any[]} resourceSpans */
function count(resourceSpans) {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((/** @type {any} */ { spans }) => spans));
  const distinct = new Set(spans.map(({ spanId }) => spanId)).size;
  accepted += spans.length;
  ids.distinct += distinct;
  ids.repeated += spans.length - distinct;
}

process.on('message', () => {
  for (const { resourceSpans } of collector.requests.splice(0)) count(resourceSpans);
  process.send?.({ accepted, ...ids });
  collector.close();
  process.disconnect();
});
process.send?.({ url: collector.url });
