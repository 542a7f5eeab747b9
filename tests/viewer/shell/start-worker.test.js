import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorker } from '../../../js/viewer/remote/start-worker.js';

/** A worker that says something once somebody listens. @param {string} event */
function worker(event) {
  const target = new EventTarget();
  queueMicrotask(() => target.dispatchEvent(new Event(event)));
  return /** @type {Worker} */ (/** @type {unknown} */ (target));
}

const never = () => assert.fail('nothing has to be loaded');

test('a worker that listens is taken', async () => {
  const started = worker('message');
  assert.equal(await startWorker(() => started, never), started);
});

for (const [how, start] of /** @type {[string, () => Worker][]} */ ([
  ['reports an error', () => worker('error')],
  [
    'cannot be made',
    () => {
      throw new DOMException('another origin', 'SecurityError');
    },
  ],
])) {
  test(`where a worker ${how}, its module serves in the page`, async (t) => {
    /** @type {MessagePort[]} */
    const served = [];
    const port = await startWorker(start, async () => ({ serve: (port) => served.push(port) }));
    t.after(() => /** @type {MessagePort} */ (port).close());
    assert.equal(served.length, 1);
    const heard = new Promise((resolve) => served[0].addEventListener('message', ({ data }) => resolve(data)));
    served[0].start();
    port.postMessage('hello');
    assert.equal(await heard, 'hello');
    served[0].close();
  });
}

test('where neither loads, the caller is told', async () => {
  await assert.rejects(
    startWorker(
      () => worker('error'),
      async () => {
        throw new Error('no such file');
      },
    ),
    /no such file/,
  );
});
