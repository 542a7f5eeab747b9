// Durable Objects, and the middleware for Hono.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrumentDurableObject, middleware } from '../../../js/edge/index.js';
import { Platform, requestTo, traced } from './support/platform.js';

test('a Durable Object: requests, alarms and calls are traced; calls within them are not, and the object is as before', async (t) => {
  const { tracer, find, sink } = traced(t);
  const platform = new Platform();
  class Room {
    #secret = 7;
    /** @param {any} ctx @param {any} env */
    constructor(ctx, env) {
      this.ctx = ctx;
      this.env = env;
      this.start = this.#secret + this.count();
    }
    async fetch(/** @type {Request} */ _request) {
      return new Response(String(this.count() + this.#secret));
    }
    count() {
      return 1;
    }
    alarm() {
      return tracer.task(() => 'rung', { name: 'ring' })();
    }
  }
  const Traced = instrumentDurableObject(Room, { tracer });
  assert.equal(Traced.name, 'Room');
  const room = new Traced(platform.ctx, {});
  assert.ok(room instanceof Room);
  assert.equal(room.start, 8);
  assert.equal(await (await room.fetch(requestTo('/'))).text(), '8');
  assert.equal(await room.alarm(), 'rung');
  assert.equal(await room.count(), 1);
  await platform.settled();
  assert.deepEqual(sink.spans.map(({ name }) => name).sort(), ['GET', 'Room.alarm', 'Room.count', 'ring']);
  assert.equal(find('ring').parentSpanId, find('Room.alarm').spanId);
  assert.deepEqual([find('Room.alarm').output, find('Room.count').output], ['rung', '1']);
});

/** As Hono calls a middleware. @param {import('node:test').TestContext} t @param {(c: any) => void} handle */
async function hono(t, handle) {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const use = () => {};
  const route = { handler: (/** @type {any} */ _c) => {}, path: '/users/:id' };
  const c = /** @type {any} */ ({
    env: {},
    executionCtx: platform.ctx,
    req: {
      raw: requestTo('/users/7'),
      matchedRoutes: [{ handler: (/** @type {any} */ _c, /** @type {any} */ _next) => use(), path: '*' }, route],
    },
  });
  const said = await middleware({ tracer })(c, async () => handle(c));
  const text = await c.res.text();
  await platform.settled();
  assert.equal(said, undefined);
  return { root: find('GET /users/:id'), text, c };
}

test('a Hono app: the root span has the route, and lasts as long as the body', async (t) => {
  const { root, text } = await hono(t, (c) => {
    c.res = new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('user 7'));
          controller.close();
        },
      }),
      { status: 203 },
    );
  });
  assert.equal(text, 'user 7');
  assert.equal(root.output, 'user 7');
  assert.equal(root.attributes['http.route'], '/users/:id');
  assert.equal(root.attributes['http.response.status_code'], 203);
});

test('a Hono app: an error that its error handler answered fails the span', async (t) => {
  const { root } = await hono(t, (c) => {
    c.error = new TypeError('no such user');
    c.res = new Response('sorry', { status: 500 });
  });
  assert.equal(root.status.code, 'error');
  assert.equal(root.attributes['error.type'], 'TypeError');
});

test('a method that is no event of the platform returns what it returns: values, generators, its own promise', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const promise = Promise.resolve('later');
  class Counter {
    count = 0;
    add(/** @type {number} */ n) {
      this.count += n;
      return this.count;
    }
    *items() {
      yield this.add(1);
      yield 2;
    }
    later() {
      return promise;
    }
    fail() {
      throw new TypeError('full');
    }
    toJSON() {
      return { count: this.count };
    }
  }
  const counter = new (instrumentDurableObject(/** @type {any} */ (Counter), { tracer }))(platform.ctx, {});
  assert.equal(counter.add(7), 7);
  assert.equal(JSON.stringify({ counter }), '{"counter":{"count":7}}');
  assert.deepEqual([...counter.items()], [8, 2]);
  assert.equal(counter.later(), promise);
  assert.throws(() => counter.fail(), new TypeError('full'));
  await promise;
  await platform.settled();
  assert.equal(find('Counter.items').output, '[8,2]');
  assert.equal(find('Counter.later').output, 'later');
  assert.equal(find('Counter.fail').attributes['error.type'], 'TypeError');
});

test('getters of a class do not run when it is instrumented, and hide the methods that they replace', async (t) => {
  const { tracer } = traced(t);
  class Base {
    info() {
      return 'method';
    }
  }
  class Room extends Base {
    #info = 'getter';
    // @ts-expect-error: a getter in place of a method
    get info() {
      return this.#info;
    }
    fetch() {}
  }
  const room = new (instrumentDurableObject(/** @type {any} */ (Room), { tracer }))({}, {});
  assert.equal(room.info, 'getter');
});
