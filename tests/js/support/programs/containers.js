// Results that hold what has a life of its own, as those of SDKs do: promises, streams and emitters behind members and accessors.
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { planLayers, planReading, promiseWithThen, read } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const MEMBERS = {
  promise: 4,
  rejected: 3,
  late: 2,
  own: 1,
  'rejected late': 2,
  stream: 2,
  emitter: 1,
  readable: 1,
  iterator: 1,
  thenable: 1,
  plain: 2,
};

/** @param {Choices} choices */
export const planContainer = (choices) => ({
  layers: planLayers(choices),
  shape: choices.pick(['record', 'record', 'class', 'accessors', 'list', 'nested', 'map', 'frozen']),
  isPromised: choices.oneIn(3),
  members: Array.from({ length: 1 + choices.int(3) }, () => ({
    kind: choices.weighted(MEMBERS),
    isShared: choices.oneIn(3),
    reading: planReading(choices),
  })),
});

/** @typedef {ReturnType<typeof planContainer>} ContainerPlan */

/** @param {ContainerPlan} plan */
export const containerTraits = ({ shape, members, isPromised, layers }) => ({
  isHolding: ['record', 'list', 'nested', 'frozen'].includes(shape),
  isRacy: members.some(({ reading }) => reading.how === 'race'),
  isHandedOn: isPromised && layers.some(({ block }) => block),
});

/** @param {Stage} stage @param {string} kind @param {number} at @returns {any} */
function makeMember(stage, kind, at) {
  const value = () => stage.named({ text: `the text of member ${at}` }, `value ${at}`);
  const fail = () => {
    throw stage.error(`error ${at}`);
  };
  if (kind === 'promise') return Promise.resolve(value());
  if (kind === 'own') return promiseWithThen(stage, value());
  if (kind === 'rejected') return Promise.resolve().then(fail);
  if (kind === 'late') return stage.later(1 + at).then(value);
  if (kind === 'rejected late') return stage.later(1 + at).then(fail);
  if (kind === 'stream')
    return new ReadableStream({
      pull(controller) {
        stage.say(`pull ${controller.desiredSize}`, `source ${at}`);
        controller.enqueue(value());
        controller.close();
      },
    });
  if (kind === 'readable') return Readable.from([`member ${at}`]);
  if (kind === 'emitter') return new EventEmitter();
  if (kind === 'iterator')
    return (async function* () {
      stage.say('starts', `source ${at}`);
      yield value();
    })();
  if (kind === 'plain') return { usage: { input_tokens: at }, at };
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is one
    then(/** @type {any} */ onValue) {
      stage.say('then runs', `source ${at}`);
      onValue?.(value());
    },
  };
}

/** @param {Stage} stage @param {string} shape @param {(() => any)[]} members by name `member0` and so on */
function makeContainer(stage, shape, members) {
  const named = (/** @type {(make: () => any, name: string) => PropertyDescriptor} */ describe) =>
    Object.fromEntries(members.map((make, at) => [`member${at}`, describe(make, `member${at}`)]));
  const record = () =>
    Object.defineProperties(
      {},
      named((make) => ({ value: make(), enumerable: true, writable: true })),
    );
  if (shape === 'list') return members.map((make) => make());
  if (shape === 'nested') return { status: 1, inner: record() };
  if (shape === 'frozen') return Object.freeze(record());
  if (shape === 'map') return new Map(Object.entries(record()));
  if (shape === 'record') return record();
  const accessors = named((make, name) => ({
    get() {
      if (shape === 'accessors') stage.say(`${name} is asked for`);
      return make();
    },
    enumerable: true,
  }));
  if (shape === 'accessors') return Object.defineProperties({ status: 1 }, accessors);
  class Result {
    #made = members.map((make) => make());
    _steps = [{ text: 'one' }];
    all = () => this.#made;
  }
  Object.defineProperties(Result.prototype, accessors);
  return new Result();
}

/** @param {string} shape @param {any} result @param {number} at */
function find(shape, result, at) {
  if (shape === 'list') return result[at];
  if (shape === 'map') return result.get(`member${at}`);
  return (shape === 'nested' ? result.inner : result)[`member${at}`];
}

/** @param {Stage} stage @param {any} member @param {ContainerPlan['members'][0]} plan @param {number} at */
async function useMember(stage, member, { kind, reading }, at) {
  if (reading.how === 'never') return;
  if (kind === 'stream') {
    const reader = member.getReader();
    await stage.settle(`read ${at}`, () => reader.read());
    await stage.settle(`read ${at} again`, () => reader.read());
  } else if (kind === 'iterator' || kind === 'readable') {
    await stage.settle(`loop ${at}`, async () => {
      for await (const item of member) stage.say(`item ${stage.show(item)}`);
    });
  } else if (kind === 'emitter') {
    member.on('text', (/** @type {unknown} */ text) => stage.say(`text ${stage.show(text)}`));
    stage.attempt('emit', () => member.emit('text', 'a text'));
    stage.attempt('emit error', () => member.emit('error', stage.error(`emitted ${at}`)));
  } else await read(stage, member, reading);
}

/** @param {Stage} stage @param {ContainerPlan} plan */
export async function actContainer(stage, plan) {
  const { shape, members } = plan;
  const makers = members.map(({ kind, isShared }, at) => {
    /** @type {any} */
    let shared;
    return () => {
      if (isShared && shared) return shared;
      shared = stage.named(makeMember(stage, kind, at), `member ${at}`);
      return shared;
    };
  });
  const make = () => stage.named(makeContainer(stage, shape, makers), 'result');
  const wrapped = stage.wrap(plan.isPromised ? async () => make() : make, plan.layers);
  const given = stage.attempt('it', () => wrapped());
  const result = plan.isPromised ? await given : given;
  stage.say(`${stage.show(result)} ${Object.keys(result)} ${Object.isFrozen(result)}`);
  await Promise.all(
    members.map(async (member, at) => {
      const found = find(shape, result, at);
      stage.say(`has ${stage.show(found)} ${Object.keys(found)}`);
      await useMember(stage, found, member, at);
    }),
  );
}
