// Asking the layout worker: who asks again gets the newer answer only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLayouter } from '../../../js/viewer/graph/layouter.js';
import { serve } from '../../../js/viewer/layout/worker.js';

const nodes = (...ids) => ({ nodes: ids.map((id) => ({ id, width: 10, height: 10 })), groups: [], edges: [] });

test('answers come in order, those that nobody waits for any more are dropped, and a problem rejects', async (t) => {
  const { port1, port2 } = new MessageChannel();
  t.after(() => port1.close());
  let asked = 0;
  serve({
    set onmessage(answer) {
      port2.onmessage = (event) => {
        asked++;
        answer(event);
      };
    },
    postMessage: (message) => port2.postMessage(message),
  });
  const layouter = createLayouter(async () => port1);
  const first = await layouter(nodes('a'));
  assert.deepEqual(Object.keys(first.nodes), ['a']);
  const answers = await Promise.all(['b', 'c', 'd'].map((id) => layouter(nodes(id))));
  assert.deepEqual(
    answers.map((layout) => layout && Object.keys(layout.nodes)),
    [undefined, undefined, ['d']],
  );
  assert.ok(asked <= 3, 'what was not sent yet is not asked');
  await assert.rejects(layouter({ ...nodes('a'), edges: [{ id: 'e', from: 'a', to: 'nobody' }] }));
  assert.ok(await layouter(nodes('e')), 'and the next answer comes');
});
