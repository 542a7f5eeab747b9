// What tracing costs beside OpenTelemetry's SDK: time added to a call, and CPU time per span in all.
import * as calls from '../calls.mjs';

const ROUNDS = 5;
const OURS = 'spanloom';
const SDK = ['otel-proto', 'otel-json'];

export async function measure() {
  const { rows } = await calls.measure({ rounds: ROUNDS, say() {} });
  const ratio = (/** @type {'call' | 'cpu'} */ key) => {
    const costs = new Map(rows.map((row) => [row.name, row[key]]));
    const measured = Number((costs.get(OURS) / Math.min(...SDK.map((name) => costs.get(name)))).toFixed(3));
    return { text: measured.toFixed(1), measured };
  };
  return { call: ratio('call'), cpu: ratio('cpu') };
}
