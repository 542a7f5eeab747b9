// What libraries of observed values have in common: effects run when what they read is written, and at no other time.
import { give, stepsFor, WAYS } from './ways.js';

/** More runs of one effect than any page means: it goes round in circles. */
const MOST_RUNS = 50;

/**
 * @typedef {Object} Observed
 * @property {any} value
 * @property {(value: any) => unknown} read what a step reads of it
 * @property {Record<string, () => void>} writes
 */

/**
 * Gives each value to steps in each way, each in an effect of its own, and then writes.
 * @param {import('./tools.js').Tools} tools @param {(run: () => void) => () => void} effect gives what stops it
 * @param {Record<string, Observed>} values
 */
export async function playEffects(tools, effect, values) {
  for (const [name, { value, read, writes }] of Object.entries(values)) {
    const steps = stepsFor(tools, name, read);
    const stops = Object.keys(WAYS).map((way) => {
      let runs = 0;
      return effect(() => {
        runs += 1;
        if (runs > MOST_RUNS) return;
        tools.log(`${name} ${way}: run ${runs}`);
        give(tools, name, way, value, steps);
      });
    });
    await tools.settle();
    for (const [what, write] of Object.entries(writes)) {
      tools.log(`write ${what} of ${name}`);
      write();
      await tools.settle();
    }
    for (const stop of stops) stop();
    await tools.settle();
  }
}
