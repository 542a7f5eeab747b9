// Runs the programs of programs.js with spanloom.
import assert from 'node:assert/strict';
import { createTracer, datadog } from '../../../js/index.js';
import { intake } from '../../js/support/datadog-events.js';

/** @typedef {import('./programs.js').Step} Step */
/** @typedef {import('./programs.js').Call} Call */

class Failure extends Error {}
class Instance extends Array {}

/** @type {Record<string, () => any>} */
const NEW = { dict: () => ({}), list: () => [], instance: () => new Instance() };

/** Returns all events. @param {import('./programs.js').Program[]} programs @param {import('../../../js/index.js').LinkOptions} links */
export async function runPrograms(programs, links) {
  const { fetch, requests } = intake();
  const exporter = datadog({ mlApp: 'parity', url: 'http://agent.example', fetch, treeLinks: true });
  const tracer = createTracer({ exporters: [exporter], links, onError: (error) => assert.fail(String(error)) });
  const runner = new Runner(tracer);
  for (const { parts } of programs) {
    for (const { root, steps } of parts) {
      if (root === undefined) runner.run(steps);
      else tracer.trace({ name: root, kind: 'agent' }, () => runner.run(steps));
    }
    await tracer.flush();
  }
  await tracer.shutdown();
  return requests.flatMap(({ events }) => events);
}

class Runner {
  /** @type {Map<string | null, any>} */
  #objects = new Map([[null, null], ...['shared0', 'shared1', 'shared2'].map((name) => [name, {}])]);
  #tracer;

  /** @param {import('../../../js/index.js').Tracer} tracer */
  constructor(tracer) {
    this.#tracer = tracer;
  }

  /** @param {Step[]} steps */
  run(steps) {
    for (const step of steps) {
      if ('make' in step) this.#make(step);
      else if ('put' in step) put(this.#objects.get(step.put), this.#objects.get(step.into));
      else this.#call(step);
    }
  }

  /** @param {import('./programs.js').Make} step */
  #make({ make, type, of }) {
    const made = NEW[type]();
    for (const member of of ? Object.values(this.#objects.get(of)) : []) put(member, made);
    this.#objects.set(make, made);
  }

  /** @param {Call} step */
  #call({ call, kind, args, steps, result, throws, catches }) {
    const body = (/** @type {unknown[]} */ ..._args) => {
      this.run(steps);
      if (throws) throw new Failure();
      return this.#objects.get(result);
    };
    const traced = this.#tracer[/** @type {'task'} */ (kind)](body, { name: call });
    try {
      assert.equal(traced(...args.map((name) => this.#objects.get(name))), this.#objects.get(result));
    } catch (error) {
      if (!(error instanceof Failure) || !catches) throw error;
    }
  }
}

/** @param {unknown} value @param {any} into */
function put(value, into) {
  if (Array.isArray(into)) into.push(value);
  else into[String(Object.keys(into).length)] = value;
}
