// What tracing adds to a call, beside the fastest of the other tracers.
import * as calls from '../calls.mjs';

const ROUNDS = 5;

export async function measure() {
  const { bars } = await calls.measure({ rounds: ROUNDS, say() {} });
  const [call, cpu] = bars.map(({ value }) => ({ text: value.toFixed(1), measured: Number(value.toFixed(3)) }));
  return { call, cpu };
}
