// Random pipes: sources, destinations, options and aborts of all kinds. What each side was asked for, when and in which order, is what is compared.

/** @typedef {import('./choices.js').Choices} Choices */
/** @typedef {(stream: ReadableStream) => ReadableStream} Watch */

const turn = () => new Promise((resolve) => setImmediate(resolve));
const ticks = async (/** @type {number} */ count) => {
  for (let i = 0; i < count; i++) await undefined;
};

/** The longest that a program takes, in turns of the clock. */
const TURNS = 24;
const SIDES = /** @type {const} */ (['source', 'middle', 'sink', 'control']);
/** @typedef {typeof SIDES[number]} Side */

/** Time as all sides have it. In each turn they go on one after the other, so that no order depends on who began to wait first. */
class Clock {
  now = 0;
  /** @type {Map<string, (() => void)[]>} */
  #waiting = new Map();

  /** @param {Side} side @param {number} count @returns {Promise<void>} */
  wait(side, count) {
    const key = `${this.now + count} ${side}`;
    return new Promise((resolve) => {
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
    });
  }

  /** @param {number} time @param {() => void} [each] */
  async runTo(time, each) {
    for (; this.now < time; this.now++) {
      each?.();
      await turn();
      for (const side of SIDES) {
        for (const wake of this.#waiting.get(`${this.now} ${side}`) ?? []) wake();
        await turn();
      }
    }
  }
}

/**
 * Runs one program.
 * @param {Choices} choices @param {Watch} watch puts the stream under observation, or does nothing
 * @param {{ hasTicks: boolean }} options whether what happens within a turn may race
 * @returns {Promise<Record<string, unknown[]>>} what happened, by who saw it
 */
export async function runPipe(choices, watch, { hasTicks }) {
  const clock = new Clock();
  /** @type {Record<string, unknown[]>} */
  const log = { source: [], sink: [], pipe: [], after: [], options: [] };
  const waiting = choices.pick(hasTicks ? ['turns', 'ticks', 'mixed'] : ['turns']);
  /**
   * Waits, of which each side has its own.
   * @param {Side} side @returns {Pause}
   */
  const pauses = (side) => {
    const planned = Array.from({ length: 12 }, () => choices.int(8));
    return (most) => {
      const drawn = planned.shift() ?? 0;
      const count = Math.min(most, drawn % 4);
      if (count === 0) return undefined;
      return waiting === 'ticks' || (waiting === 'mixed' && drawn >= 4) ? ticks(count) : clock.wait(side, count);
    };
  };
  /** @type {Note} */
  const note = (who, ...what) => log[who].push([clock.now, ...what]);
  const errors = {
    source: new Error('source'),
    sink: new Error('sink'),
    cancel: new Error('cancel'),
    abort: new Error('abort'),
  };

  // A watched pipe learns a microtask later what is over as it begins, and that a destination is closing when it is closed: such begins are left out.
  const before = choices.weighted({
    nothing: 16,
    locked: 1,
    destinationLocked: 1,
    closed: 1,
    aborted: 1,
    cancelled: 1,
    read: 1,
  });
  const stream = watch(sourceOf(choices, pauses('source'), note, errors));
  const destination = sinkOf(choices, pauses('sink'), note, errors, before !== 'closed');
  const { signal, options } = optionsOf(choices, note, before !== 'aborted' && before !== 'closed');
  const abortAt = signal ? 1 + choices.int(8) : -1;
  const abortReason = choices.pick([undefined, errors.abort]);
  const way = choices.weighted({ pipeTo: 6, branch: 1, through: 2 });
  const isOtherRead = choices.oneIn(2);
  const middlePause = pauses('middle');
  const startAt = choices.int(4);
  /** @param {string} who @param {Promise<unknown>} promise */
  const settle = (who, promise) =>
    promise.then(
      (value) => note(who, 'fulfilled', value),
      (error) => note(who, 'rejected', nameOf(error)),
    );

  const setUp = () => {
    if (before === 'locked') stream.getReader();
    if (before === 'destinationLocked') destination.getWriter();
    if (before === 'closed') destination.close().catch(() => {});
    if (before === 'aborted') destination.abort(errors.abort).catch(() => {});
    if (before === 'cancelled') stream.cancel(errors.cancel).catch(() => {});
    if (before !== 'read') return;
    const reader = stream.getReader();
    const release = () => reader.releaseLock();
    reader.read().then(release, release);
  };
  const start = async () => {
    let from = stream;
    if (way === 'branch') {
      const [branch, other] = stream.tee();
      from = branch;
      await turn();
      const aside = new WritableStream({ write: (chunk) => note('after', 'aside', chunk) });
      if (isOtherRead) settle('after', other.pipeTo(aside));
    }
    if (way === 'through') {
      const middle = new TransformStream({
        async transform(chunk, its) {
          await middlePause(2);
          its.enqueue(chunk);
        },
      });
      const through = from.pipeThrough(middle, options);
      note('pipe', through === middle.readable);
      settle('pipe', through.pipeTo(destination));
    } else settle('pipe', from.pipeTo(destination, options));
  };

  setUp();
  await clock.runTo(8);
  const begun = clock.now + startAt;
  await clock.runTo(begun);
  try {
    await start();
  } catch (error) {
    note('pipe', 'threw', nameOf(error));
  }
  await clock.runTo(begun + 1);
  note('after', stream.locked, destination.locked);
  await clock.runTo(begun + TURNS, () => {
    if (clock.now - begun === abortAt) signal?.abort(abortReason);
  });
  note('after', stream.locked, destination.locked);
  if (!stream.locked) {
    const reader = stream.getReader();
    settle('after', reader.closed);
    for (let i = 0; i < 3; i++)
      settle(
        'after',
        reader.read().then(({ done, value }) => done || value),
      );
  }
  await clock.runTo(begun + TURNS + 8);
  if (!destination.locked) {
    const writer = destination.getWriter();
    note('after', sizeOf(writer));
    settle('after', writer.closed);
  }
  await clock.runTo(begun + TURNS + 10);
  return log;
}

/** @param {WritableStreamDefaultWriter} writer */
function sizeOf(writer) {
  try {
    return writer.desiredSize;
  } catch (error) {
    return nameOf(error);
  }
}

/** Errors of the platform are known by their class. @param {any} error */
const nameOf = (error) => (error instanceof TypeError ? 'TypeError' : error?.message);

/** @typedef {(most: number) => Promise<void> | undefined} Pause */
/** @typedef {(who: string, ...what: unknown[]) => void} Note */
/** @typedef {{ source: Error, sink: Error, cancel: Error, abort: Error }} Errors */

/** @param {Choices} choices @param {Pause} pause @param {Note} note @param {Errors} errors */
function sourceOf(choices, pause, note, errors) {
  const isBytes = choices.oneIn(6);
  const isPush = choices.oneIn(3);
  const length = choices.int(7);
  const end = choices.weighted({ close: 4, error: 4, closeAtOnce: 2, errorAtOnce: 2, never: 1 });
  const startFails = choices.oneIn(20);
  const cancelEnds = choices.weighted({ well: 6, throws: 1, rejects: 1, later: 1 });
  const highWaterMark = choices.int(4);
  let given = 0;
  const finish = (/** @type {any} */ its) => {
    if (end === 'error' || end === 'errorAtOnce') its.error(errors.source);
    else if (end !== 'never') its.close();
  };
  const give = (/** @type {any} */ its) => {
    const chunk = given++;
    its.enqueue(isBytes ? Uint8Array.of(chunk) : chunk);
  };
  const isAtOnce = end.endsWith('AtOnce');
  const push = async (/** @type {any} */ its) => {
    try {
      while (given < length) {
        const work = pause(2);
        if (work) await work;
        give(its);
      }
      const work = isAtOnce ? undefined : pause(3);
      if (work) await work;
      finish(its);
    } catch {}
  };
  /** @type {any} */
  const underlying = {
    start(/** @type {any} */ its) {
      if (startFails) return Promise.reject(errors.source);
      if (isPush) push(its);
      return pause(1);
    },
    async cancel(/** @type {unknown} */ reason) {
      note('source', 'cancel', nameOf(reason));
      if (cancelEnds === 'throws') throw errors.cancel;
      await pause(3);
      if (cancelEnds === 'rejects') throw errors.cancel;
    },
  };
  if (isBytes) underlying.type = 'bytes';
  if (!isPush)
    underlying.pull = (/** @type {any} */ its) => {
      note('source', 'pull');
      const work = pause(2);
      const go = () => {
        if (given < length) give(its);
        if (given < length || (!isAtOnce && given++ < length + 1)) return;
        finish(its);
      };
      if (work) return work.then(go);
      go();
    };
  return new ReadableStream(underlying, { highWaterMark });
}

/** @param {Choices} choices @param {Pause} pause @param {Note} note @param {Errors} errors @param {boolean} canHang */
function sinkOf(choices, pause, note, errors, canHang) {
  const failsAt = choices.oneIn(3) ? choices.int(5) : -1;
  const failure = choices.pick(['write', 'writeLater', 'controller', 'hang']);
  const closeEnds = choices.weighted({ well: 6, fails: 1, hangs: canHang ? 1 : 0 });
  const abortEnds = choices.weighted({ well: 6, fails: 1 });
  const highWaterMark = choices.pick([1, 0, 2, 3, 8]);
  const startFails = choices.oneIn(20);
  let written = 0;
  return new WritableStream(
    {
      async start() {
        await pause(1);
        if (startFails) throw errors.sink;
      },
      write(chunk, its) {
        note('sink', 'write', chunk instanceof Uint8Array ? chunk[0] : chunk);
        if (written++ !== failsAt) return pause(3);
        if (failure === 'hang') return new Promise(() => {});
        if (failure === 'write') throw errors.sink;
        if (failure === 'controller') its.error(errors.sink);
        else
          return (async () => {
            await pause(3);
            throw errors.sink;
          })();
      },
      async close() {
        note('sink', 'close');
        await pause(2);
        if (closeEnds === 'fails') throw errors.sink;
        if (closeEnds === 'hangs') await new Promise(() => {});
      },
      async abort(reason) {
        note('sink', 'abort', nameOf(reason));
        await pause(2);
        if (abortEnds === 'fails') throw errors.sink;
      },
    },
    { highWaterMark },
  );
}

/** @param {Choices} choices @param {Note} note @param {boolean} canBeAborted */
function optionsOf(choices, note, canBeAborted) {
  if (choices.oneIn(3)) return { signal: undefined, options: choices.pick([undefined, null, {}]) };
  const signal = choices.oneIn(2) ? new AbortController() : undefined;
  if (signal && canBeAborted && choices.oneIn(8)) signal.abort();
  const given = {
    signal: choices.oneIn(12) ? 'none' : signal?.signal,
    preventClose: choices.pick([false, true, 0, 'yes']),
    preventCancel: choices.oneIn(3),
    preventAbort: choices.oneIn(3),
  };
  const options = new Proxy(given, {
    get(target, key) {
      note('options', key);
      return Reflect.get(target, key);
    },
  });
  return { signal, options: /** @type {any} */ (choices.oneIn(6) ? options : given) };
}
