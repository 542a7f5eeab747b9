// Readable streams of Node, read in each of their modes.
import { PassThrough, pipeline, Readable, Writable } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { planLayers } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const WAYS = {
  data: 3,
  iterate: 3,
  pipe: 2,
  pipeline: 2,
  pipelined: 1,
  read: 2,
  iterator: 1,
  array: 1,
  text: 1,
  destroy: 1,
  resume: 1,
  late: 1,
  web: 1,
  twice: 1,
  never: 1,
};

/** @param {Choices} choices */
export const planNodeStream = (choices) => ({
  layers: planLayers(choices),
  place: choices.weighted({ bare: 5, member: 1, promised: 2 }),
  kind: choices.weighted({ pull: 4, several: 1, from: 2, through: 2 }),
  isObject: choices.oneIn(3),
  encoding: choices.oneIn(3) ? 'utf8' : undefined,
  highWaterMark: choices.pick([16, 0, 1, 3]),
  chunks: choices.int(6),
  end: choices.weighted({ end: 5, destroy: 1, error: 2, throws: 1, never: 1 }),
  speed: choices.pick(['at once', 'at once', 'tick', 'turn']),
  listensToErrors: !choices.oneIn(3),
  way: choices.weighted(WAYS),
  count: choices.pick([10, 10, 0, 1, 2]),
  pausesAt: choices.oneIn(3) ? choices.int(3) : -1,
  destroysAt: choices.oneIn(5) ? choices.int(4) : undefined,
  sink: {
    failsAt: choices.oneIn(4) ? choices.int(3) : -1,
    isSlow: choices.oneIn(2),
    highWaterMark: choices.pick([16, 1]),
  },
  destroyError: choices.oneIn(2),
});

/** @typedef {ReturnType<typeof planNodeStream>} NodeStreamPlan */

/** @param {NodeStreamPlan} plan */
export const nodeStreamTraits = ({ place, layers }) => ({
  isRacy: place === 'promised',
  isHandedOn: place === 'promised' && layers.some(({ block }) => block),
});

/** @param {Stage} stage @param {NodeStreamPlan} plan @returns {Readable} */
function makeStream(stage, plan) {
  const { kind, chunks, end, speed, isObject, encoding, highWaterMark } = plan;
  let at = 0;
  const chunk = () => (isObject ? stage.named({ at }, `chunk ${at++}`) : `chunk ${at++},`);
  const finish = (/** @type {any} */ stream) => {
    if (end === 'end') stream.push ? stream.push(null) : stream.end();
    else if (end === 'destroy') stream.destroy();
    else if (end === 'error') stream.destroy(stage.error('stream error'));
    else if (end === 'throws') throw stage.error('thrown by read');
  };
  const options = /** @type {any} */ ({ objectMode: isObject, encoding, highWaterMark });
  if (kind === 'from') {
    async function* items() {
      try {
        while (at < chunks) {
          stage.say('is asked', 'source');
          if (speed === 'turn') await stage.later();
          yield chunk();
        }
        if (end !== 'end') throw stage.error('stream error');
      } finally {
        stage.say('is over', 'source');
      }
    }
    return Readable.from(items(), { objectMode: isObject });
  }
  if (kind === 'through') {
    const stream = new PassThrough(options);
    const write = async () => {
      while (at < chunks && !stream.destroyed) {
        if (speed !== 'at once') await stage.later();
        stage.say(`wrote ${stream.write(chunk())}`, 'source');
      }
      if (end === 'end') stream.end();
      else if (end !== 'never') stream.destroy(end === 'destroy' ? undefined : stage.error('stream error'));
    };
    write();
    return stream;
  }
  return new Readable({
    ...options,
    read(size) {
      stage.say(`read ${size}`, 'source');
      const push = () => {
        if (this.destroyed) return;
        for (let left = kind === 'several' ? 3 : 1; left > 0 && at < chunks; left--)
          stage.say(`pushed ${this.push(chunk())}`, 'source');
        if (at >= chunks) finish(this);
      };
      if (speed === 'at once') push();
      else if (speed === 'tick') process.nextTick(push);
      else
        stage
          .later()
          .then(push)
          .catch(() => {});
    },
    destroy(error, done) {
      stage.say(`destroyed with ${stage.show(error)}`, 'source');
      done(error);
    },
  });
}

/** @param {Stage} stage @param {NodeStreamPlan} plan */
const makeSink = (stage, { sink: { failsAt, isSlow, highWaterMark } }) => {
  let at = 0;
  return new Writable({
    objectMode: true,
    highWaterMark,
    write(chunk, encoding, done) {
      stage.say(`write ${stage.show(chunk)} ${encoding}`, 'sink');
      const error = at++ === failsAt ? stage.error('sink error') : null;
      if (isSlow) stage.later(1, 'sink').then(() => done(error));
      else done(error);
    },
    final(done) {
      stage.say('final', 'sink');
      done();
    },
    destroy(error, done) {
      stage.say(`destroyed with ${stage.show(error)}`, 'sink');
      done(error);
    },
  });
};

/** @param {Stage} stage @param {any} stream @param {string[]} events @param {string} [role] */
const listen = (stage, stream, events, role) => {
  for (const event of events)
    stream.on(event, (/** @type {any[]} */ ...args) =>
      stage.say(`${event} ${args.map((each) => stage.show(each))}`, role),
    );
};

/** @param {Stage} stage @param {any} stream */
const state = (stage, stream) =>
  stage.say(
    `${stream.readableFlowing} ${stream.readableLength} ${stream.readableEnded} ${stream.destroyed} ${stream.readableDidRead} ${stream.eventNames().map(String)} ${stream.listenerCount('data')} ${stream.listenerCount('error')} ${Object.keys(stream)} ${stream.emit('nothing')}`,
  );

/** @param {Stage} stage @param {any} stream @param {NodeStreamPlan} plan @param {any} [source] */
async function loop(stage, stream, { count }, source = stream) {
  let left = count;
  await stage.settle('the loop', async () => {
    for await (const chunk of source) {
      stage.say(`chunk ${stage.show(chunk)}`);
      if (left-- <= 0) break;
    }
  });
  state(stage, stream);
}

/** @param {Stage} stage @param {any} stream @param {NodeStreamPlan} plan */
async function useStream(stage, stream, plan) {
  const { way, pausesAt } = plan;
  if (way === 'never') return;
  if (way === 'late') await stage.later(2);
  if (way === 'iterate') return loop(stage, stream, plan);
  if (way === 'iterator') return loop(stage, stream, plan, stream.iterator({ destroyOnReturn: false }));
  if (way === 'array') return stage.settle('array', () => stream.toArray());
  if (way === 'text')
    return stage.settle('mapped', () => stream.map((/** @type {unknown} */ each) => [each]).toArray());
  if (way === 'web') return stage.settle('web', () => Readable.toWeb(stream).getReader().read());
  if (way === 'resume') return stream.resume();
  if (way === 'destroy') {
    const error = plan.destroyError ? stage.error('destroyed by hand') : undefined;
    return stage.say(`destroyed ${stream.destroy(error) === stream}`);
  }
  if (way === 'pipe' || way === 'twice') {
    const sink = makeSink(stage, plan);
    listen(stage, sink, ['pipe', 'unpipe', 'finish', 'error', 'close'], 'sink');
    stage.say(`piped ${stream.pipe(sink) === sink}`);
    if (way === 'twice') listen(stage, stream, ['data']);
    return;
  }
  if (way === 'pipelined')
    return stage.settle('pipelined', () => piped(stream, new PassThrough({ objectMode: true }), makeSink(stage, plan)));
  if (way === 'pipeline')
    return pipeline(stream, makeSink(stage, plan), (error) => stage.say(`pipeline over: ${stage.show(error)}`));
  if (way === 'read') {
    listen(stage, stream, ['end']);
    return stream.on('readable', () => {
      for (let chunk = stream.read(plan.count === 2 ? 3 : undefined); chunk !== null; chunk = stream.read())
        stage.say(`read ${stage.show(chunk)}`);
      stage.say('read all');
    });
  }
  let at = 0;
  listen(stage, stream, ['data', 'end', 'pause', 'resume']);
  stream.on('data', async () => {
    if (at++ !== pausesAt) return;
    stream.pause();
    await stage.later();
    stream.resume();
  });
}

/** @param {Stage} stage @param {NodeStreamPlan} plan */
export async function actNodeStream(stage, plan) {
  const { place } = plan;
  const make = () => {
    const stream = stage.named(makeStream(stage, plan), 'stream');
    return place === 'member' ? { status: 200, stream } : stream;
  };
  const wrapped = stage.wrap(place === 'promised' ? async () => make() : make, plan.layers);
  const result = stage.attempt('it', () => wrapped());
  /** @type {any} */
  const stream = place === 'promised' ? await result : place === 'member' ? result.stream : result;
  stage.say(`${stage.show(stream)} ${stream instanceof Readable} ${Object.getPrototypeOf(stream).constructor.name}`);
  state(stage, stream);
  listen(stage, stream, plan.listensToErrors ? ['error', 'close'] : ['close']);
  if (plan.destroysAt !== undefined) {
    const error = plan.destroyError ? stage.error('destroyed in between') : undefined;
    stage.later(plan.destroysAt + 1, 'abort').then(() => stream.destroy(error));
  }
  await useStream(stage, stream, plan);
  await stage.later(6);
  state(stage, stream);
}
