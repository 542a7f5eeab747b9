// Web streams: sources of all kinds, read, iterated, branched, piped, cancelled, or left alone.
import { planLayers } from './stage.js';

/** @typedef {import('../choices.js').Choices} Choices */
/** @typedef {import('./stage.js').Stage} Stage */

const WAYS = {
  read: 4,
  atOnce: 2,
  alone: 1,
  iterate: 3,
  tee: 2,
  pipeTo: 3,
  pipeThrough: 3,
  response: 1,
  parts: 1,
  cancel: 1,
  byob: 1,
  readers: 1,
  never: 1,
};
const PLACES = { bare: 6, member: 1, list: 1, promised: 2, response: 1, accessor: 1 };

/** @param {Choices} choices */
const planSink = (choices) => ({
  highWaterMark: choices.int(4),
  speed: choices.pick(['at once', 'ticks', 'turn']),
  failsAt: choices.oneIn(4) ? choices.int(4) : Infinity,
  atEnd: choices.pick(['well', 'well', 'well', 'throws', 'rejects']),
  start: choices.pick(['well', 'well', 'well', 'turn', 'rejects']),
});

/** @param {Choices} choices */
export const planWebStream = (choices) => ({
  layers: planLayers(choices),
  kind: choices.weighted({ pull: 4, push: 3, bytes: 2, from: 1 }),
  place: choices.weighted(PLACES),
  chunks: choices.int(6),
  end: choices.weighted({ close: 4, error: 2, never: 1, 'error in pull': 1, 'error later': 1 }),
  speed: choices.pick(['at once', 'at once', 'ticks', 'turn']),
  highWaterMark: choices.int(4),
  start: choices.pick(['well', 'well', 'well', 'well', 'turn', 'rejects', 'throws']),
  onCancel: choices.pick(['well', 'well', 'throws', 'rejects', 'turn']),
  way: choices.weighted(WAYS),
  count: choices.pick([10, 10, 0, 1, 2, 3]),
  leave: choices.pick(/** @type {const} */ (['nothing', 'cancel', 'release', 'read on'])),
  keeps: choices.oneIn(3),
  options: {
    preventClose: choices.oneIn(4),
    preventAbort: choices.oneIn(4),
    preventCancel: choices.oneIn(4),
    abortsAt: choices.oneIn(4) ? choices.int(5) : undefined,
    isCounted: choices.oneIn(3),
  },
  sink: planSink(choices),
  through: choices.pick(['upper', 'double', 'fails', 'ends']),
});

/** @typedef {ReturnType<typeof planWebStream>} WebStreamPlan */

/** @param {WebStreamPlan} plan */
export const webStreamTraits = ({ way, place, layers }) => ({
  isPiped: (way === 'pipeTo' || way === 'pipeThrough') && layers.length > 0,
  // How much a source has queued when somebody comes, or leaves, depends on microtasks.
  isRacy: layers.length > 0,
  isHandedOn: place === 'promised' && layers.some(({ block }) => block),
});

/** @param {Stage} stage @param {string} speed @param {'source' | 'sink'} part */
function pause(stage, speed, part) {
  const ticks = (part === 'source' ? stage.delay.source : 0) + (speed === 'ticks' ? 3 : 0);
  if (speed !== 'turn') return ticks > 0 ? stage.wait(ticks) : undefined;
  return stage.later(1, part);
}

/** @template {(...args: any[]) => any} F @param {Stage} stage @param {F} take @returns {F} */
const delayed = (stage, take) =>
  /** @type {F} */ (
    stage.delay.sink === 0 ? take : (...args) => stage.wait(stage.delay.sink).then(() => take(...args))
  );

/** @param {Stage} stage @param {string} how @param {string} name @param {number} [ticks] */
function outcome(stage, how, name, ticks = 0) {
  if (how === 'throws') throw stage.error(name);
  if (how === 'rejects' && ticks > 0) return stage.wait(ticks).then(() => outcome(stage, 'throws', name));
  if (how === 'rejects') return Promise.reject(stage.error(name));
  return how === 'turn' ? stage.later() : undefined;
}

/** @param {Stage} stage @param {WebStreamPlan} plan @returns {ReadableStream<any>} */
function makeStream(stage, plan) {
  const { kind, chunks, end, speed, highWaterMark } = plan;
  let at = 0;
  const chunk = () => (kind === 'bytes' ? new Uint8Array([97 + at, 98 + at++]) : `chunk ${at++} of the text`);
  const error = () => stage.error('stream error');
  /** @param {any} controller */
  const finish = (controller) => {
    if (end === 'close') {
      controller.close();
      // A byte stream tells one who waits with a buffer of its own.
      controller.byobRequest?.respond(0);
    } else if (end === 'error') controller.error(error());
    else if (end === 'error in pull') throw error();
    else if (end === 'error later') stage.later().then(() => controller.error(error()));
  };
  /** @param {any} controller */
  const pull = async (controller) => {
    stage.say(`pull, ${controller.desiredSize} wanted`, 'source');
    await pause(stage, speed, 'source');
    if (at < chunks) controller.enqueue(chunk());
    else finish(controller);
  };
  /** @param {any} controller */
  const push = async (controller) => {
    while (at < chunks) {
      await pause(stage, speed, 'source');
      controller.enqueue(chunk());
    }
    finish(controller);
  };
  async function* items() {
    try {
      while (at < chunks) {
        stage.say('is asked', 'source');
        await pause(stage, speed, 'source');
        yield chunk();
      }
      if (end !== 'close') throw error();
    } finally {
      stage.say('is over', 'source');
    }
  }
  if (kind === 'from') return /** @type {any} */ (ReadableStream).from(items());
  return new ReadableStream(
    /** @type {any} */ ({
      type: kind === 'bytes' ? 'bytes' : undefined,
      start(/** @type {any} */ controller) {
        // What it pushes may come after it was cancelled.
        if (kind === 'push') push(controller).catch(() => stage.say('pushes in vain', 'source'));
        return outcome(stage, plan.start, 'start error', stage.delay.source);
      },
      pull: kind === 'push' ? undefined : pull,
      cancel(/** @type {unknown} */ reason) {
        stage.say(`cancelled with ${stage.show(reason)}`, 'source');
        return outcome(stage, plan.onCancel, 'cancel error');
      },
    }),
    { highWaterMark },
  );
}

/** @param {Stage} stage @param {WebStreamPlan} plan */
function makeSink(stage, { sink }) {
  let at = 0;
  return new WritableStream(
    {
      start: () => /** @type {any} */ (outcome(stage, sink.start, 'sink start error', stage.delay.sink)),
      write: delayed(stage, (chunk) => {
        stage.say(`write ${stage.show(chunk)}`, 'sink');
        if (at++ === sink.failsAt) throw stage.error('sink error');
        return pause(stage, sink.speed, 'sink');
      }),
      close() {
        stage.say('close', 'sink');
        return /** @type {any} */ (outcome(stage, sink.atEnd, 'close error'));
      },
      abort(reason) {
        stage.say(`abort with ${stage.show(reason)}`, 'sink');
        return /** @type {any} */ (outcome(stage, sink.atEnd, 'abort error'));
      },
    },
    { highWaterMark: sink.highWaterMark },
  );
}

/** @param {Stage} stage @param {WebStreamPlan} plan */
function makeTransform(stage, { through, sink }) {
  let at = 0;
  return new TransformStream(
    {
      transform: delayed(stage, (chunk, controller) => {
        stage.say(`transform ${stage.show(chunk)}`, 'sink');
        if (through === 'fails' && at++ === 1) throw stage.error('transform error');
        if (through === 'ends' && at++ === 1) return controller.terminate();
        controller.enqueue(chunk);
        if (through === 'double') controller.enqueue(chunk);
        return pause(stage, sink.speed, 'sink');
      }),
      flush: () => stage.say('flush', 'sink'),
    },
    { highWaterMark: sink.highWaterMark },
  );
}

/** @param {Stage} stage @param {any} stream @param {WebStreamPlan} plan @param {string} [role] */
async function readAll(stage, stream, { count, leave }, role) {
  const reader = stream.getReader();
  stage.say(`reader ${Object.keys(reader)}`, role);
  if (leave === 'read on')
    reader.closed.then(
      () => stage.say('closed', role),
      () => stage.say('closed with an error', role),
    );
  for (let left = count; left > 0; left--) {
    const read = await stage.settle('read', () => reader.read(), role);
    if (!read || read.done) break;
  }
  if (leave === 'cancel') await stage.settle('cancel', () => reader.cancel(stage.named({ why: 1 }, 'reason')), role);
  if (leave === 'release') {
    stage.attempt('release', () => reader.releaseLock(), role);
    await stage.settle('read after that', () => reader.read(), role);
    await stage.settle('another', () => stream.getReader().read(), role);
  }
}

/** @param {Stage} stage @param {any} stream @param {WebStreamPlan} plan @param {string} [role] */
async function iterate(stage, stream, { count, keeps }, role) {
  let left = count;
  await stage.settle(
    'the loop',
    async () => {
      for await (const chunk of keeps ? stream.values({ preventCancel: true }) : stream) {
        stage.say(`chunk ${stage.show(chunk)}`, role);
        if (left-- <= 0) break;
      }
    },
    role,
  );
  stage.say(`locked ${stream.locked}`, role);
  if (keeps && !stream.locked) await stage.settle('read on', () => stream.getReader().read(), role);
}

/** @param {Stage} stage @param {WebStreamPlan['options']} plan */
function makeOptions(stage, { abortsAt, isCounted, ...options }) {
  const controller = new AbortController();
  const abort = () => controller.abort(stage.named({ why: 'aborted' }, 'abort reason'));
  if (abortsAt === 0 && stage.delay.abort > 0) stage.wait(stage.delay.abort).then(abort);
  else if (abortsAt === 0) abort();
  else if (abortsAt) stage.later(abortsAt, 'abort').then(abort);
  const given = abortsAt === undefined ? options : { ...options, signal: controller.signal };
  if (!isCounted) return given;
  const ask = (/** @type {string} */ key, /** @type {unknown} */ value) => {
    stage.say(`${key} is asked for`, 'options');
    return value;
  };
  const members = Object.entries(given).map(([key, value]) => [key, { get: () => ask(key, value), enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(members));
}

/** @param {Stage} stage @param {any} stream @param {WebStreamPlan} plan */
async function pipe(stage, stream, plan) {
  const options = makeOptions(stage, plan.options);
  if (plan.way === 'pipeThrough') {
    const pair = makeTransform(stage, plan);
    if (stage.delay.start > 0) await stage.wait(stage.delay.start);
    const piped = stage.attempt('piped', () => stream.pipeThrough(pair, options));
    stage.say(piped === pair.readable ? 'the same' : 'another');
    await iterate(stage, piped, plan, 'reader');
    await stage.later(3);
    return stage.say(`locked ${stream.locked} ${pair.writable.locked}`);
  }
  const sink = makeSink(stage, plan);
  if (stage.delay.start > 0) await stage.wait(stage.delay.start);
  const piped = stream.pipeTo(sink, options);
  stage.say(`locked ${stream.locked} ${sink.locked}`);
  if (plan.leave === 'nothing') return;
  await stage.settle('piped', () => piped);
  stage.say(`locked ${stream.locked} ${sink.locked}`);
  // What is left on both sides, when all is quiet.
  await stage.later(2);
  await stage.settle('left', () => stream.getReader().read());
  const writer = sink.getWriter();
  await stage.settle('written', () => Promise.race([writer.write('more'), stage.later(4)]));
}

/** @param {Stage} stage @param {Response} response @param {WebStreamPlan} plan */
async function useResponse(stage, response, { way, leave }) {
  if (way === 'response') {
    const how = /** @type {const} */ ({ nothing: 'text', cancel: 'json', release: 'arrayBuffer', 'read on': 'blob' })[
      leave
    ];
    await stage.settle(how, () => response[how]());
  } else
    await Promise.all([response.clone(), response].map((each, at) => stage.settle('text', () => each.text(), `${at}`)));
  stage.say(`used ${response.bodyUsed} ${response.body?.locked}`);
}

/** @param {Stage} stage @param {any} stream @param {WebStreamPlan} plan */
async function useStream(stage, stream, plan) {
  const { way } = plan;
  if (way === 'never') return;
  if (way === 'read') return readAll(stage, stream, plan);
  if (way === 'iterate') return iterate(stage, stream, plan);
  if (way === 'pipeTo' || way === 'pipeThrough') return pipe(stage, stream, plan);
  if (way === 'cancel') return stage.settle('cancel', () => stream.cancel(stage.named({ why: 1 }, 'reason')));
  if (way === 'tee') {
    const [one, two] = stream.tee();
    return Promise.all([readAll(stage, one, plan, 'one'), iterate(stage, two, plan, 'two')]);
  }
  if (way === 'response') return stage.settle('text', () => new Response(stream).text());
  if (way === 'byob') {
    const reader = stage.attempt('reader', () => stream.getReader({ mode: 'byob' }));
    for (let left = plan.count; reader && left > 0; left--) {
      const read = await stage.settle('read', () => reader.read(new Uint8Array(8)));
      if (!read || read.done) break;
    }
    return;
  }
  if (way === 'readers') {
    const first = stream.getReader();
    stage.attempt('second', () => stream.getReader());
    stage.attempt('tee', () => stream.tee());
    await stage.settle('cancel', () => stream.cancel());
    await stage.settle('pipe', () => stream.pipeTo(makeSink(stage, plan)));
    return stage.settle('first', () => first.read());
  }
  const reader = stream.getReader();
  const reads = Array.from({ length: plan.count % 4 }, () => reader.read());
  if (way === 'atOnce') await Promise.all(reads.map((each, at) => stage.settle(`read ${at}`, () => each)));
}

/** @param {Stage} stage @param {WebStreamPlan} plan @param {any} stream */
function place(stage, plan, stream) {
  if (plan.place === 'member') return { status: 200, stream };
  if (plan.place === 'list') return [stream, 'more'];
  if (plan.place === 'response') return new Response(stream);
  if (plan.place === 'accessor')
    return Object.defineProperty({}, 'stream', {
      enumerable: true,
      get() {
        stage.say('an accessor runs');
        return stream;
      },
    });
  return stream;
}

/** @param {WebStreamPlan} plan @param {any} result */
function find(plan, result) {
  if (plan.place === 'member' || plan.place === 'accessor') return result.stream;
  if (plan.place === 'list') return result[0];
  return plan.place === 'response' ? result.body : result;
}

/** @param {Stage} stage @param {WebStreamPlan} plan */
export async function actWebStream(stage, plan) {
  // An answer has bytes for its body.
  const made = { ...plan, kind: plan.place === 'response' || plan.way === 'response' ? 'bytes' : plan.kind };
  const make = () => {
    const stream = makeStream(stage, made);
    return place(stage, plan, stage.named(stream, 'stream'));
  };
  const wrapped = stage.wrap(plan.place === 'promised' ? async () => make() : make, plan.layers);
  const result = stage.attempt('it', () => wrapped());
  if (!result) return;
  const stream = find(plan, plan.place === 'promised' ? await result : result);
  stage.say(`${stage.show(stream)} ${Object.keys(stream)} ${stream instanceof ReadableStream} ${stream.locked}`);
  if (result instanceof Response && ['response', 'parts'].includes(plan.way)) await useResponse(stage, result, plan);
  else await useStream(stage, stream, made);
}
