// When the requests of a page may go: the modules of a page, in a fake page.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { realm } from '../../../js/base/realm.js';
import fc from '../support/fast-check.js';

const KEEPALIVE_BYTES = 24_576;

/** The events of the fake page. */
const events = new EventTarget();
/** Listeners that stay for more than one event. @type {Set<unknown>} */
const listeners = new Set();
const page = { visibilityState: 'visible', readyState: 'loading' };
/** @type {Record<string, unknown>} */
const globals = {
  document: page,
  addEventListener(/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) {
    if (options.signal) listeners.add(listener);
    options.signal?.addEventListener('abort', () => listeners.delete(listener));
    events.addEventListener(type, listener, options);
  },
};
Object.assign(globalThis, globals);
const fire = (/** @type {string} */ type, more = {}) => events.dispatchEvent(Object.assign(new Event(type), more));
const show = (/** @type {boolean} */ isVisible) => {
  page.visibilityState = isVisible ? 'visible' : 'hidden';
  fire('visibilitychange');
};

const { watchPage } = await import('../../../js/page/lifecycle.js');
const { openTurns, takeTurn } = await import('../../../js/page/turns.js');
const nothing = () => {};
/** A tracer watches the page. */
const leavePage = watchPage({ onHidden: nothing, onPageHide: nothing, onResume: nothing });

/** One request: it has a `turn` once it may go. */
function ask({ bytes = 100, canOutlivePage = true, isAtRisk = () => false } = {}) {
  const abort = new AbortController();
  const request = {
    bytes,
    canOutlivePage,
    abort,
    aborts: 0,
    /** @type {import('../../../js/page/turns.js').Turn | undefined} */ turn: undefined,
  };
  const taken = (/** @type {import('../../../js/page/turns.js').Turn} */ turn) => {
    request.turn = turn;
    turn.abort = () => request.aborts++;
  };
  const asked = takeTurn(bytes, canOutlivePage, abort.signal, isAtRisk);
  if (asked instanceof Promise) asked.then(taken);
  else taken(asked);
  return request;
}
const settle = () => new Promise((resolve) => setImmediate(resolve));
const keepalives = (/** @type {ReturnType<typeof ask>[]} */ requests) =>
  requests.map(({ turn }) => turn?.init.keepalive);

beforeEach(() => {
  show(true);
  delete realm().network;
  openTurns();
});

test('one request at a time, in order', async () => {
  const requests = [ask(), ask(), ask()];
  for (const [i, { turn }] of requests.entries()) {
    await settle();
    assert.deepEqual(
      requests.map((request) => request.turn !== undefined),
      requests.map((_, j) => j <= i),
    );
    (turn ?? requests[i].turn)?.release();
  }
});

test('before the app has started no request goes, unless turns are opened or the page is left', async () => {
  delete realm().network;
  const [first, second] = [ask(), ask()];
  await settle();
  assert.deepEqual([first.turn, second.turn], [undefined, undefined]);
  show(false);
  await settle();
  assert.deepEqual(keepalives([first, second]), [true, true]);
  show(true);
  const third = ask();
  await settle();
  assert.equal(third.turn, undefined);
  openTurns();
  await settle();
  assert.deepEqual(keepalives([third]), [false]);
  for (const request of [first, second, third]) request.turn?.release();
});

test('the app has started when it has loaded and is idle', async () => {
  delete realm().network;
  /** @type {() => void} */
  let whenIdle = () => {};
  Object.assign(globalThis, { requestIdleCallback: (/** @type {() => void} */ go) => (whenIdle = go) });
  const request = ask();
  for (const next of [() => fire('load'), () => whenIdle()]) {
    await settle();
    assert.equal(request.turn, undefined);
    next();
  }
  await settle();
  assert.deepEqual(keepalives([request]), [false]);
  request.turn?.release();
});

test('a request is aborted when the page is hidden and its spans are at risk, or when the page is left', () => {
  for (const isAtRisk of [true, false]) {
    const request = ask({ isAtRisk: () => isAtRisk });
    show(false);
    assert.deepEqual([request.aborts, request.turn?.isAborted ?? false], [isAtRisk ? 1 : 0, isAtRisk]);
    fire('pagehide');
    assert.ok(request.aborts >= 1 && request.turn?.isAborted);
    request.turn?.release();
    show(true);
  }
});

test('a page can be hidden from its start, while it loads, and when it is restored from the cache', async () => {
  const isOutliving = async () => {
    const request = ask();
    await settle();
    const [keepalive] = keepalives([request]);
    request.turn?.release();
    return keepalive;
  };
  const seen = [];
  page.visibilityState = 'hidden';
  seen.push(await isOutliving());
  show(false);
  for (const persisted of [false, true]) {
    fire('pageshow', { persisted });
    seen.push(await isOutliving());
  }
  show(true);
  seen.push(await isOutliving());
  fire('pagehide');
  seen.push(await isOutliving());
  fire('pageshow', { persisted: true });
  seen.push(await isOutliving());
  assert.deepEqual(seen, [true, true, true, false, true, false]);
});

test('a request is not aborted if a keepalive request has no room for it', () => {
  const request = ask({ bytes: KEEPALIVE_BYTES + 1 });
  fire('pagehide');
  assert.equal(request.aborts, 0);
  request.turn?.release();
});

test('a keepalive request claims at least a third of the room, as it takes a connection', async () => {
  show(false);
  const requests = [ask(), ask(), ask(), ask(), ask()];
  await settle();
  assert.deepEqual(keepalives(requests), [true, true, true, false, undefined]);
  for (const { turn } of requests) turn?.release();
  await settle();
  requests.at(-1)?.turn?.release();
});

test('whatever happens, limits hold, all requests get their turn, and all is released', async () => {
  const event = fc.oneof(
    fc.record({ type: fc.constant('ask'), bytes: fc.integer({ min: 0, max: 30_000 }), flag: fc.boolean() }),
    fc.record({ type: fc.constantFrom('over', 'abort'), which: fc.nat(8) }),
    fc.record({ type: fc.constantFrom('hide', 'show', 'leave', 'wait') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (steps) => {
      let open = /** @type {ReturnType<typeof ask>[]} */ ([]);
      const check = () => {
        const flying = open.filter(({ turn }) => turn);
        const outliving = flying.filter(({ turn }) => turn?.init.keepalive);
        assert.ok(flying.length - outliving.length <= 1);
        assert.ok(outliving.length <= 3);
        assert.ok(outliving.every(({ canOutlivePage }) => canOutlivePage));
        assert.ok(outliving.reduce((sum, { bytes }) => sum + bytes, 0) <= KEEPALIVE_BYTES);
      };
      for (const /** @type {any} */ { type, bytes, flag, which } of steps) {
        const request = open[which % open.length];
        if (type === 'ask') open.push(ask({ bytes, canOutlivePage: flag, isAtRisk: () => flag }));
        if (type === 'over') request?.turn?.release();
        if (type === 'abort') request?.abort.abort();
        if (type === 'hide' || type === 'show') show(type === 'show');
        if (type === 'leave') fire('pagehide');
        if ((type === 'over' && request?.turn) || type === 'abort') open = open.filter((one) => one !== request);
        await settle();
        check();
      }
      show(true);
      while (open.length > 0) {
        await settle();
        const flying = open.filter(({ turn }) => turn);
        assert.ok(flying.length > 0, 'nobody has a turn');
        for (const { turn } of flying) turn?.release();
        open = open.filter(({ turn }) => !turn);
      }
      const { isTaken, waiting, keepaliveBytes } = realm().network ?? assert.fail();
      assert.deepEqual([isTaken, waiting.size, keepaliveBytes], [false, 0, 0]);
    }),
    { numRuns: 300 },
  );
});

test('there are no listeners when nothing watches the page', () => {
  assert.equal(listeners.size, 3);
  leavePage();
  assert.equal(listeners.size, 0);
});
