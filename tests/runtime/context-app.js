// What a page runs for context.test.js.
import { createTracer, memory } from 'spanloom';
import { countLinks, judge, runTraces } from './traces.js';

/** @param {number} traces @param {number} atOnce */
export async function runAndJudge(traces, atOnce) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  await runTraces(tracer, traces, atOnce);
  await tracer.flush();
  const marked = (mark) => sink.spans.filter(({ attributes }) => attributes['spanloom.context'] === mark).length;
  return {
    parents: judge(sink.spans),
    links: countLinks(sink.spans),
    counts: tracer.stats().context,
    marks: { recovered: marked('recovered'), unknown: marked('unknown') },
  };
}
