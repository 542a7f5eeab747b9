// A random program that does to a tracer all that a program can do, and writes down what it saw: the same with any tracer, or none.
import { setImmediate as turn } from 'node:timers/promises';
import { oddError, oddValue } from './odd-values.js';

/** @typedef {import('../../../../js/index.js').Tracer} Tracer */
/** @typedef {import('../../../../js/index.js').Span} Span */
/** @typedef {import('../choices.js').Choices} Choices */

const KINDS = /** @type {const} */ (['task', 'llm', 'tool', 'workflow', 'agent', 'retrieval', 'embedding']);
const STEPS = {
  beside: 4,
  call: 12,
  block: 3,
  open: 3,
  close: 2,
  annotate: 3,
  recursion: 1,
  abandon: 2,
  flush: 1,
  wait: 2,
};
const SHAPES = { sync: 4, async: 4, promised: 2, thenable: 2, generator: 3, asyncGenerator: 3, stream: 3, block: 3 };
const MOST_KEPT = 12;

export class Program {
  /** What it saw. @type {string[]} */
  lines = [];
  besides = 0;
  #tracers;
  #choices;
  #secrets;
  #beside;
  #depth = 0;
  /** Values that are used again. @type {unknown[]} */
  #pool = [];
  /** @type {Span[]} */
  #open = [];
  /** Results that nobody waits for. @type {unknown[]} */
  kept = [];

  /**
   * @param {Tracer[]} tracers @param {Choices} choices
   * @param {{ value: string, thrown: string, said: string }} secrets in values, in what is thrown, and in what is said by hand
   */
  constructor(tracers, choices, secrets) {
    this.#tracers = tracers;
    this.#choices = choices;
    this.#secrets = secrets;
    this.#beside = tracers[0].task((/** @type {string} */ text) => `${text}!`, { name: 'beside' });
  }

  async run() {
    // Values are linked within a trace.
    const root = this.#choices.oneIn(2) ? this.#tracer.startSpan('root') : undefined;
    for (let left = 10 + this.#choices.int(25); left > 0; left--)
      await (root ? root.run(() => this.#step()) : this.#step());
    root?.end();
    for (const span of this.#open) span.end();
  }

  /** @param {string} line */
  #say(line) {
    this.lines.push(`${' '.repeat(this.#depth)}${line}`);
  }

  get #tracer() {
    return this.#choices.pick(this.#tracers);
  }

  #value() {
    const choices = this.#choices;
    if (this.#pool.length > 0 && choices.oneIn(3)) return choices.pick(this.#pool);
    const value = oddValue(choices, this.#secrets.value);
    this.#pool.push(value);
    if (this.#pool.length > MOST_KEPT) this.#pool.shift();
    return value;
  }

  async #step() {
    const choices = this.#choices;
    const step = choices.weighted(STEPS);
    if (step === 'beside') this.#callBeside();
    else if (step === 'call') await this.#call();
    else if (step === 'block') await this.#block();
    else if (step === 'open') this.#open.push(this.#tracer.startSpan(/** @type {any} */ (this.#options())));
    else if (step === 'close') this.#open.shift()?.end();
    else if (step === 'annotate') this.#annotate();
    else if (step === 'recursion' && choices.oneIn(3)) this.#recurse();
    else if (step === 'abandon') this.#abandon();
    else if (step === 'flush') await this.#tracers[0].flush();
    else await turn();
  }

  #callBeside() {
    const text = `beside ${this.besides++}`;
    if (this.#beside(text) !== `${text}!`) this.#say('beside is wrong');
  }

  /** Calls a function that gives something odd, and looks whether that is what comes. */
  async #call() {
    const choices = this.#choices;
    const shape = choices.weighted(SHAPES);
    const kind = choices.pick(KINDS);
    const args = Array.from({ length: choices.int(4) }, () => this.#value());
    const plan = this.#plan(shape);
    const tracer = this.#tracer;
    const options = { name: `${shape} ${kind}`, args: ['first'], captureOutput: choices.oneIn(4) ? false : undefined };
    this.#say(`call ${shape}`);
    const followed = this.#follow(shape, plan, () =>
      shape === 'block'
        ? tracer.trace({ name: 'a block' }, () => plan.body())
        : tracer[kind](plan.body, options)(...args),
    );
    if (!(await Promise.race([followed.then(() => true), patience()]))) this.#say('still waits');
  }

  /** What a call is going to give. @param {keyof typeof SHAPES} shape */
  #plan(shape) {
    const choices = this.#choices;
    const items = Array.from({ length: choices.int(4) }, () => this.#value());
    const fails = choices.oneIn(3);
    const result = fails ? this.#thrown() : this.#value();
    const finish = () => {
      if (fails) throw result;
      return result;
    };
    const inner = choices.oneIn(4) && this.#depth < 3 ? () => this.#inner() : () => {};
    const say = (/** @type {string} */ line) => this.#say(line);
    const sync = () => {
      inner();
      return finish();
    };
    /** @type {Record<string, (...args: any[]) => any>} */
    const bodies = {
      sync,
      block: sync,
      async async() {
        inner();
        await undefined;
        return finish();
      },
      promised: () => new Promise((resolve, reject) => setImmediate(fails ? reject : resolve, result)),
      thenable: () => ({
        // biome-ignore lint/suspicious/noThenProperty: it is one
        then(/** @type {any} */ onValue, /** @type {any} */ onError) {
          say('then');
          if (fails) onError?.(result);
          else onValue?.(items);
        },
      }),
      *generator() {
        inner();
        yield* items;
        return finish();
      },
      async *asyncGenerator() {
        for (const item of items) yield [item];
        return finish();
      },
      stream: () =>
        new ReadableStream({
          pull(controller) {
            if (items.length > 0) controller.enqueue(items.shift());
            else if (fails) controller.error(result);
            else controller.close();
          },
        }),
    };
    return { body: bodies[shape], result, items: [...items], leavesAt: choices.oneIn(3) ? choices.int(3) : Infinity };
  }

  #thrown() {
    const { thrown } = this.#secrets;
    return this.#choices.oneIn(2) ? oddValue(this.#choices, thrown) : oddError(this.#choices, thrown);
  }

  #inner() {
    this.#depth += 1;
    try {
      if (this.#choices.oneIn(3)) this.#annotate();
      else this.#callBeside();
      if (this.#choices.oneIn(20)) this.#recurse();
    } finally {
      this.#depth -= 1;
    }
  }

  /** @param {keyof typeof SHAPES} shape @param {{ result: unknown, items: unknown[], leavesAt: number }} plan @param {() => any} call */
  async #follow(shape, { result, items, leavesAt }, call) {
    const told = (/** @type {unknown} */ value) => (Object.is(value, result) ? 'the same' : nameOf(value));
    try {
      const given = call();
      if (shape === 'sync' || shape === 'block') return this.#say(`gave ${told(given)}`);
      if (shape === 'thenable') return this.#say(`became ${nameOf(await given)}`);
      if (shape === 'async' || shape === 'promised') return this.#say(`settled to ${told(await given)}`);
      let at = 0;
      const take = (/** @type {any} */ item) => {
        this.#say(Object.is(shape === 'asyncGenerator' ? item[0] : item, items[at]) ? 'an item' : `not item ${at}`);
        return at++ >= leavesAt;
      };
      if (shape === 'generator') {
        for (const item of given) if (take(item)) break;
      } else for await (const item of given) if (take(item)) break;
      this.#say('no more');
    } catch (error) {
      this.#say(`threw ${told(error)}`);
    }
  }

  async #block() {
    const choices = this.#choices;
    const result = this.#value();
    const tracer = this.#tracer;
    const options = /** @type {any} */ (this.#options());
    const given = tracer.trace(options, (span) => {
      span.annotate(/** @type {any} */ (this.#fields()));
      const other = choices.pick([span, ...this.#open, /** @type {any} */ (oddValue(choices, ''))]);
      span.link(other, /** @type {any} */ (choices.oneIn(3) ? oddValue(choices, '') : { why: 1 }));
      if (choices.oneIn(4)) span.end();
      return result;
    });
    this.#say(Object.is(given, result) ? 'block' : 'another result of the block');
    // A promise in the pool may never settle.
    this.kept.push(given);
  }

  /** What may be given as options of a block. */
  #options() {
    const choices = this.#choices;
    if (choices.oneIn(4)) return oddValue(choices, '');
    const odd = () => oddValue(choices, '');
    const all = {
      name: 'named',
      kind: 'tool',
      model: 'm',
      sessionId: 's',
      tags: ['t'],
      attributes: { a: 1 },
      captureInput: true,
    };
    const wrong = {
      name: odd(),
      kind: odd(),
      model: odd(),
      userId: odd(),
      tags: odd(),
      attributes: odd(),
      metadata: odd(),
      links: odd(),
      unknown: 1,
    };
    return Object.fromEntries(
      Object.entries({ ...all, ...wrong }).map(([key, value]) => [
        key,
        choices.oneIn(3) ? value : /** @type {any} */ (all)[key],
      ]),
    );
  }

  #fields() {
    const choices = this.#choices;
    if (choices.oneIn(6)) return oddValue(choices, '');
    const { said } = this.#secrets;
    const secret = () => oddValue(choices, said);
    const plain = () => oddValue(choices, '');
    const fields = {
      input: secret(),
      output: secret(),
      metadata: choices.oneIn(2) ? { [`${said} key`]: secret() } : secret(),
      error: choices.oneIn(2) ? oddError(choices, said) : secret(),
      metrics: plain(),
      tags: plain(),
      usage: plain(),
      model: plain(),
      attributes: choices.oneIn(2) ? { a: plain(), list: Object.assign(new Array(3), { 1: plain() }) } : plain(),
      userId: plain(),
      unknown: plain(),
    };
    return Object.fromEntries(Object.entries(fields).filter(() => choices.oneIn(3)));
  }

  #annotate() {
    const choices = this.#choices;
    const fields = /** @type {any} */ (this.#fields());
    const span = this.#open[0];
    const ending = {
      get input() {
        return span?.end();
      },
    };
    if (choices.oneIn(3)) this.#tracer.annotate(ending);
    if (span && choices.oneIn(2)) span.run(() => this.#tracer.annotate(fields));
    else this.#tracer.annotate(fields);
  }

  #recurse() {
    const value = { some: 'text', [this.#secrets.value]: [1] };
    const again = this.#tracer.task(() => again({ ...value }), { name: 'endless' });
    try {
      again();
    } catch (error) {
      this.#say(error instanceof RangeError ? 'the stack ended' : `ended with ${nameOf(error)}`);
    }
  }

  /** Calls what never settles, or is never read. */
  #abandon() {
    const choices = this.#choices;
    const value = this.#value();
    const bodies = [
      () => new Promise(() => {}),
      async () => {
        await new Promise(() => {});
      },
      function* () {
        yield value;
      },
      () => new ReadableStream({ start: (controller) => controller.enqueue(value) }),
    ];
    const given = this.#tracer.tool(choices.pick(bodies), { name: 'abandoned' })(value);
    if (choices.oneIn(2)) this.kept.push(given);
  }
}

/** Longer than anything takes that does settle. */
async function patience() {
  for (let left = 10; left > 0; left--) await turn();
}

/** @param {unknown} value */
function nameOf(value) {
  try {
    return value instanceof Error
      ? `${value.name}: ${String(value.message).slice(0, 60)}`
      : Object.prototype.toString.call(value);
  } catch {
    return `an odd ${typeof value}`;
  }
}
