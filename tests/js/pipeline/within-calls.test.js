import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer } from '../../../js/index.js';

test('exporters and onError are not called within a traced call, however full the log is', async () => {
  const errors = [];
  let isCalling = false;
  let [exports, within] = [0, 0];
  const act = () => {
    exports += 1;
    if (isCalling) within += 1;
  };
  const tracer = createTracer({
    exporters: [{ export: async () => act() }],
    queue: { maxSpans: 20_000 },
    onError(error) {
      act();
      errors.push(String(error));
    },
  });
  const step = tracer.task((x) => x, { name: 'step' });
  step();
  await tracer.flush();
  assert.equal(exports, 1);
  for (let i = 0; i < 60_000; i++) {
    isCalling = true;
    step({ i, text: 'word '.repeat(20) });
    isCalling = false;
  }
  await tracer.flush();
  await tracer.shutdown();
  assert.equal(within, 0);
  assert.ok(exports > 2);
  assert.match(errors[0], /queue_full|full/);
});
