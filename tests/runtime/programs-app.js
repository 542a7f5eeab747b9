// What a page runs for programs.test.js: the random programs, with what the page has in place of Node's means.
import { createTracer, memory } from 'spanloom';
import range from '/range.js';
import { find } from '/support/flows/find.js';
import { asking, platform, timer } from '/support/flows/host.js';

/** A realm of its own. @returns {Promise<any>} */
function openFrame() {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const realm = /** @type {any} */ (frame.contentWindow);
  const script = realm.document.createElement('script');
  script.src = `${location.origin}/support/flows/foreign.js`;
  realm.document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(realm.foreign);
    script.onerror = () => reject(new Error('the frame runs no script'));
  });
}

/** @param {{ postMessage: (message: unknown) => void }} to @param {MessagePort | Worker} from */
const asked = (to, from) =>
  asking((onAnswer) => {
    from.onmessage = onAnswer;
    return () => to.postMessage(1);
  });

async function main() {
  const turns = new MessageChannel();
  const messages = new MessageChannel();
  const worker = new Worker('/support/flows/echo-page.js', { type: 'module' });
  const host = {
    turn: asked(turns.port1, turns.port2).bind(undefined, () => {}),
    timer,
    platform,
    message: asked(messages.port1, messages.port2),
    worker: asked(worker, worker),
    foreign: await openFrame(),
  };
  return find(host, { createTracer, memory }, range);
}

const report = (/** @type {object} */ body) => fetch('/report', { method: 'POST', body: JSON.stringify(body) });
main().then(
  (results) => report({ results }),
  (error) => report({ error: String(error?.stack ?? error) }),
);
