import { run } from './run.js';

addEventListener('message', (/** @type {any} */ event) => {
  const answer = run(event.data.context).then((found) => event.ports[0].postMessage(found));
  event.waitUntil(answer);
});
