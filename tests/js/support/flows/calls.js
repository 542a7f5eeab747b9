// Calls of wrapped functions. Which span is around a call is told by the code that calls, and noted beside it.
import { CODE, each, FORMS, GENERATORS } from './code.js';
import { planValue, SHARED, valueIn } from './values.js';

/** @typedef {import('./world.js').Env} Env */
/** @typedef {import('./world.js').Record} Record */

const KINDS = ['task', 'llm', 'tool', 'retrieval', 'workflow', 'agent', 'embedding'];
const GIVEN = ['native', 'subclass', 'thenable', 'realm', 'lazy', 'stored'];

class OwnPromise extends Promise {}

/** What a function that is not `async` makes of its promise. @type {globalThis.Record<string, (env: Env, promise: any, plan: any) => any>} */
const GIVING = {
  native: (_env, promise) => promise,
  subclass: (_env, promise) => OwnPromise.resolve(promise),
  thenable: (_env, promise) => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    then: (/** @type {any} */ resolve, /** @type {any} */ reject) => promise.then(resolve, reject),
  }),
  realm: ({ world }, promise) =>
    new world.host.foreign.Promise((/** @type {any} */ resolve, /** @type {any} */ reject) =>
      promise.then(resolve, reject),
    ),
  /** Its `then` does the work, in the step that it came from. */
  lazy(env, promise, { steps }) {
    const { world } = env;
    const code = CODE.sync(() => world.activation(env, steps, "in a thenable's then()"));
    let isDone = false;
    return {
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      then(/** @type {any} */ resolve, /** @type {any} */ reject) {
        if (!isDone) code();
        isDone = true;
        promise.then(resolve, reject);
      },
    };
  },
  stored(env, promise, { index, over }) {
    promise.catch(() => {});
    return env.world.thenable(index, over);
  },
};

/** @type {import('./steps.js').Plan} */
function planCall(choices, below) {
  const form = choices.weighted({ ...FORMS, ...GENERATORS });
  return {
    tracer: choices.oneIn(4) ? 1 : 0,
    kind: choices.pick(KINDS),
    form,
    how: choices.weighted({ fresh: 4, shared: 2, block: 1, startSpan: form in FORMS ? 1 : 0 }),
    gives: choices.pick(form === 'promise' ? GIVEN : ['native']),
    index: choices.int(SHARED),
    args: Array.from({ length: choices.int(3) }, () => planValue(choices)),
    result: planValue(choices),
    isLeftOut: choices.oneIn(6),
    fails: choices.oneIn(8),
    isLeft: choices.oneIn(4),
    isHanded: choices.oneIn(4),
    steps: below(),
    loop: form in GENERATORS ? below() : [],
    lazy: form === 'promise' ? below() : [],
  };
}

/** @param {Env} env @param {any} plan @param {boolean} isHandled */
function call(env, plan, isHandled) {
  const { world } = env;
  const { form, how, kind, index, gives } = plan;
  const tracer = plan.tracer % world.tracers.length;
  const isGenerator = form in GENERATORS;
  const isHanded = plan.isHanded && form === 'asyncGenerator';
  const isShared = how === 'shared' && !isGenerator && gives === 'native';
  // What a function that is left out gives is not looked at: code in it runs where it is asked.
  const left = world.isSampling && plan.isLeftOut && !isGenerator && gives !== 'lazy' ? ' ~' : '';
  const name = isShared ? `shared ${kind} ${index}${left}` : `${kind} ${world.next()}${left}`;
  const record = world.record(env, tracer, name, isShared, left !== '');
  const args = plan.args.map((/** @type {any} */ each) => valueIn(env, each));
  const over = () => {
    record.isOver = true;
  };
  /** @type {import('./code.js').Begin} */
  const begin = (given) => {
    if (!isGenerator && how !== 'startSpan') record.note(world.tracers[tracer].currentSpan());
    const memo = isHanded ? Number.POSITIVE_INFINITY : env.memo;
    const inside = { ...env, spans: record.inside, args: given, memo };
    const end = (/** @type {Env} */ at) => {
      if (plan.fails && isHandled && !isHanded) throw new Error('expected');
      return valueIn(at, plan.result);
    };
    const activation = world.activation(inside, plan.steps, 'first in a call');
    const leave = () => {
      over();
      activation.leave();
    };
    return { ...activation, end, leave };
  };
  const code = CODE[form](begin);
  const fn =
    gives === 'native'
      ? code
      : (/** @type {any[]} */ ...given) => {
          // What it gives to `span.run` is not looked at.
          const inside = { ...env, spans: how === 'startSpan' ? env.spans : record.inside, args: given };
          return GIVING[gives](inside, code(...given), { steps: plan.lazy, index, over });
        };
  const result = CALLING[how === 'shared' && !isShared ? 'fresh' : how](world.tracers[tracer], {
    env,
    record,
    begin,
    fn,
    form,
    name,
    kind,
    args,
  });
  if (isHanded) return void world.handed.push(result);
  if (isGenerator) return each(env, result, plan.loop, plan.isLeft);
  if (gives !== 'native' && !isHandled) ask(result);
  return result;
}

/** A thenable that nobody asks never settles. @param {any} thenable */
async function ask(thenable) {
  await thenable;
}

/** @typedef {{ env: Env, record: Record, begin: import('./code.js').Begin, fn: any, form: string, name: string, kind: string, args: unknown[] }} Call */

/** @type {globalThis.Record<string, (tracer: any, call: Call) => any>} */
const CALLING = {
  fresh: (tracer, { fn, name, kind, args }) => tracer[kind](fn, { name })(...args),
  shared(tracer, { env: { world }, record, begin, form, name, kind, args }) {
    const fn = world.once(`${record.tracer} ${form} ${name}`, () =>
      tracer[kind](
        CODE[form]((given) => world.starting(given)),
        { name },
      ),
    );
    // The code begins in this very call.
    world.starting = begin;
    return fn(...args);
  },
  block: (tracer, { fn, name, kind }) => tracer.trace({ name, kind }, fn),
  startSpan(tracer, { fn, record, form, name, kind, args }) {
    const span = tracer.startSpan({ name, kind });
    record.note(span);
    const run = () => span.run(fn, ...args);
    if (form !== 'sync') return endBehind(span, run);
    try {
      return run();
    } finally {
      span.end();
    }
  },
};

/** @param {import('spanloom').Span} span @param {() => any} run */
async function endBehind(span, run) {
  try {
    return await run();
  } finally {
    span.end();
  }
}

/** @type {globalThis.Record<string, import('./steps.js').Kind>} */
export const CALLS = { call: { plan: planCall, act: call } };
