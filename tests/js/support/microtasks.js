// The language's promise jobs, replayed by hand: tells in which order several observers of several promises are called.

export class Microtasks {
  /** @type {(() => void)[]} */
  #queue = [];

  /** @param {() => void} job */
  add(job) {
    this.#queue.push(job);
  }

  run() {
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) job();
  }

  promise() {
    return new ModelPromise(this);
  }
}

/** @typedef {{ ok: boolean, value: unknown }} Outcome */

export class ModelPromise {
  #jobs;
  /** @type {Outcome | undefined} */
  outcome;
  /** @type {((outcome: Outcome) => void)[]} */
  #reactions = [];

  /** @param {Microtasks} jobs */
  constructor(jobs) {
    this.#jobs = jobs;
  }

  /** @param {(outcome: Outcome) => void} reaction */
  observe(reaction) {
    const { outcome } = this;
    if (outcome) this.#jobs.add(() => reaction(outcome));
    else this.#reactions.push(reaction);
  }

  /** @param {boolean} ok @param {unknown} value not a promise */
  settle(ok, value) {
    const outcome = { ok, value };
    this.outcome = outcome;
    for (const reaction of this.#reactions) this.#jobs.add(() => reaction(outcome));
    this.#reactions = [];
  }

  /** What `return promise` does in an async function: one job to ask for it, another one to hear of it. @param {ModelPromise} other */
  adopt(other) {
    this.#jobs.add(() => other.observe(({ ok, value }) => this.settle(ok, value)));
  }
}
