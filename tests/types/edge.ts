// Handlers: what is instrumented keeps its type; wrong options are rejected.
import { createTracer, memory } from 'spanloom';
import { type EdgeOptions, instrument, instrumentDurableObject, middleware } from 'spanloom/edge';
import { expectTrue, type Same } from './expect.js';

interface Env {
  OTLP_URL: string;
}

const worker = {
  async fetch(request: Request, env: Env) {
    return new Response(request.url + env.OTLP_URL);
  },
  version: 3,
};
const traced = instrument(worker, (env: Env) => ({ service: env.OTLP_URL, exporters: [memory()] }));
expectTrue<Same<typeof traced, typeof worker>>();

const handle = async (request: Request, context: { waitUntil(promise: Promise<unknown>): void }) =>
  new Response(request.url + typeof context);
const tracedHandle = instrument(handle, { tracer: createTracer(), acceptTraceContext: true, waitWindow: 5_000 });
expectTrue<Same<typeof tracedHandle, typeof handle>>();

class Room {
  constructor(
    readonly ctx: object,
    readonly env: Env,
  ) {}
  hello(name: string) {
    return `hello ${name}`;
  }
}
const TracedRoom = instrumentDurableObject(Room, { acceptTraceContext: (request: Request) => request.url === '/' });
expectTrue<Same<InstanceType<typeof TracedRoom>, Room>>();

export const use: (c: object, next: () => Promise<void>) => Promise<undefined> = middleware();
export const options: EdgeOptions = { waitUntil: (promise) => void promise };

// @ts-expect-error a text is no handler
instrument('worker');
// @ts-expect-error whom to trust is no text
instrument(worker, { acceptTraceContext: 'all' });
// @ts-expect-error an object is no class
instrumentDurableObject({});
