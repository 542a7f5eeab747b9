// A random program: acts that run at once. It is data, so that it can run several times, wrapped in other ways.
import { Choices, shrink } from '../choices.js';
import { actContainer, containerTraits, planContainer } from './containers.js';
import { actEmitter, emitterTraits, planEmitter } from './emitters.js';
import { actFunction, functionTraits, planFunction } from './functions.js';
import { actGenerator, generatorTraits, planGenerator } from './generators.js';
import { actNodeStream, nodeStreamTraits, planNodeStream } from './node-streams.js';
import { planLayers, Stage } from './stage.js';
import { actThenable, planThenable, thenableTraits } from './thenables.js';
import { actWebStream, planWebStream, webStreamTraits } from './web-streams.js';
import { World } from './world.js';

/** What is known of an act before it runs. @typedef {{ isRacy?: boolean, isHandedOn?: boolean, isHolding?: boolean, isPiped?: boolean }} Traits */
/** @typedef {{ plan: (choices: import('../choices.js').Choices) => any, act: (stage: Stage, plan: any) => unknown, traits: (plan: any) => Traits }} Subject */
/**
 * @typedef {Object} Act
 * @property {string} subject
 * @property {import('./stage.js').Layer[]} parent what wraps the function that it runs in
 * @property {any} plan
 * @property {number[]} script what all this was made of
 */
/** @typedef {Act[]} Program */

/** @type {Record<string, Subject>} */
const SUBJECTS = {
  function: { plan: planFunction, act: actFunction, traits: functionTraits },
  thenable: { plan: planThenable, act: actThenable, traits: thenableTraits },
  generator: { plan: planGenerator, act: actGenerator, traits: generatorTraits },
  webStream: { plan: planWebStream, act: actWebStream, traits: webStreamTraits },
  nodeStream: { plan: planNodeStream, act: actNodeStream, traits: nodeStreamTraits },
  emitter: { plan: planEmitter, act: actEmitter, traits: emitterTraits },
  container: { plan: planContainer, act: actContainer, traits: containerTraits },
};

/** @param {string} subject @param {Choices} choices @returns {Act} */
function planAct(subject, choices) {
  const parent = choices.int(4) < 3 ? [] : planLayers(choices);
  return { subject, parent, plan: SUBJECTS[subject].plan(choices), script: choices.taken };
}

/** @param {number} seed @param {string[]} [subjects] @returns {Program} */
export function randomProgram(seed, subjects = Object.keys(SUBJECTS)) {
  const choices = Choices.random(seed);
  return Array.from({ length: 1 + choices.int(3) }, () => {
    const subject = choices.pick(subjects);
    return planAct(subject, Choices.random(choices.int(2 ** 30)));
  });
}

/**
 * The smallest program found that still fails.
 * @param {Program} program @param {(program: Program) => Promise<boolean>} fails @param {number} attempts for each act
 */
export async function shrinkProgram(program, fails, attempts) {
  let best = program;
  for (let at = program.length - 1; at >= 0 && best.length > 1; at--) {
    const fewer = best.toSpliced(at, 1);
    if (await fails(fewer)) best = fewer;
  }
  for (const [at, { subject, script }] of best.entries()) {
    const remade = (/** @type {number[]} */ other) => best.with(at, planAct(subject, Choices.replay(other)));
    best = remade(await shrink(script, (other) => fails(remade(other)), attempts));
  }
  return best;
}

/** @param {Act} act */
export const traitsOf = ({ subject, plan }) => SUBJECTS[subject].traits(plan);

/**
 * @param {Program} program @param {import('./stage.js').Wrap} wrap @param {(world: World) => void} begin told of the world before anything runs in it
 * @param {import('./stage.js').Delay} [delay]
 */
export async function play(program, wrap, begin, delay) {
  const world = new World();
  begin(world);
  await world.run(
    program.map(({ subject, parent, plan }, at) => {
      const stage = new Stage(world, `act${at}`, wrap, delay);
      return [`act${at}`, stage.wrap(async () => SUBJECTS[subject].act(stage, plan), parent)];
    }),
  );
  return world.lines;
}
