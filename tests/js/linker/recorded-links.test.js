// The converter to OTLP hides no link: whatever linkbench demands can be seen in what each convention records.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONVENTIONS } from './support/conventions/index.js';
import { hasLinkbench, pipelineRuns, recordedRuns } from './support/linkbench.js';
import { share, sidesOf } from './support/visible.js';

const skip = !hasLinkbench() && 'linkbench is not here';
/** Carried by identity alone: a promise, a typed array and a stream, which a recording shows as placeholders. */
const UNTOLD = [
  'promise-handoff: embed -> search',
  'promise-handoff: search -> compose',
  'streamed-answer: speak -> upload',
];

for (const [name, convention] of Object.entries(CONVENTIONS)) {
  test(`${name} shows every demanded link of recorded runs`, { skip }, async () => {
    const runs = (await recordedRuns('agents')).filter(
      ({ testCase }, i) => i % 6 === 0 || testCase.source === 'swe-agent',
    );
    for (const { testCase, steps, idOf } of runs) {
      const sides = new Map(steps.map((step) => [idOf.get(step.spanId), sidesOf(step, convention)]));
      for (const [from, to, fromSide, toSide] of testCase.edges)
        assert.ok(share(sides.get(from)[fromSide], sides.get(to)[toSide], 16), `${testCase.id}: ${from} -> ${to}`);
    }
  });

  test(`${name} shows every link of small programs that contents can tell`, { skip }, async () => {
    const untold = [];
    for (const { pipeline, steps, labels } of await pipelineRuns()) {
      const sides = new Map(
        steps.map((step) => [labels.get(`${step.traceId}/${step.spanId}`), sidesOf(step, convention)]),
      );
      for (const [from, to, fromSide, toSide] of pipeline.expect)
        if (!share(sides.get(from)[fromSide], sides.get(to)[toSide], 48))
          untold.push(`${pipeline.id}: ${from} -> ${to}`);
    }
    assert.deepEqual(untold, UNTOLD);
  });
}
