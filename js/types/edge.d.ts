// Handlers of requests and other events: Workers, Durable Objects, Hono, and functions that take a Request.
import type { Tracer } from './tracer.js';
import type { TracerOptions } from './tracer-options.js';

/**
 * Options of an instrumented handler that are not those of a new tracer.
 * @example
 * ```ts
 * import type { HandlerOptions } from 'spanloom/edge';
 *
 * const trusting: HandlerOptions = {
 *   acceptTraceContext: (request) => request.headers.get('x-internal') === '1',
 * };
 * ```
 */
export interface HandlerOptions {
  /**
   * The tracer to use, in place of the options of one.
   * @default the tracer of `init`
   */
  tracer?: Tracer | undefined;
  /**
   * Whether to trust the trace context that a request or a message carries, for all or by a function of the request or message. If
   * trusted, the caller's span becomes the parent, its sampling decision applies, and lineage is read and answered. If not, the span
   * only links to the caller's span. A function that throws trusts nobody.
   * @default false
   */
  acceptTraceContext?: boolean | ((source: any) => boolean) | undefined;
  /**
   * Keeps the event alive until a promise settles, where no argument of the handler can: `after` of Next, or `waitUntil` of
   * `@vercel/functions`.
   * @default `waitUntil` of the context that the handler is called with
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
  /**
   * How long to wait for spans that are still open after the response, in milliseconds, and for their export. While the handler or
   * its response goes on, the spans that have ended are exported at this interval.
   * @default 30_000, which is what Workers allow
   */
  waitWindow?: number | undefined;
}

/**
 * Options of {@link instrument}, {@link instrumentDurableObject} and {@link middleware}: those of the handler, and the options of
 * `init`, which is called at the first event. Without the latter, `tracer` or the tracer of an `init` of your own is used.
 * @example
 * ```ts
 * import { otlp } from 'spanloom';
 * import type { EdgeOptions } from 'spanloom/edge';
 *
 * const options = (env: { OTLP_URL: string }): EdgeOptions => ({
 *   service: 'docs-worker',
 *   exporters: [otlp({ url: env.OTLP_URL })],
 * });
 * ```
 */
export type EdgeOptions = HandlerOptions & TracerOptions;

/**
 * Traces the events of a handler: a module Worker with `fetch`, `queue` or `scheduled`, or a function that takes a `Request` and
 * returns a `Response`. Each event gets a root span. One promise is passed to `waitUntil`; it settles when the event's spans have ended
 * and left, also if the response is a stream, or the client goes away.
 *
 * Errors of the handler pass through unchanged. A response whose body is a stream, or in Workers a text of more than 1 MB, is made anew
 * around it, with the same status and headers; any other response is returned as it is. The instrumented functions are asynchronous.
 * @param handler the Worker's default export, or a function; its other members stay as they are
 * @param options the options, or a function that gets the environment and returns them: it is called once, at the first event. If it
 * throws or returns wrong options, that is printed and nothing is traced
 * @returns a handler of the same type
 * @throws {ConfigurationError} the handler handles nothing or is a class, or an option is wrong
 * @example
 * ```ts
 * import { otlp } from 'spanloom';
 * import { instrument } from 'spanloom/edge';
 *
 * const handler = {
 *   async fetch(request: Request) {
 *     return Response.json({ said: await request.text() });
 *   },
 * };
 * export default instrument(handler, (env: { OTLP_URL: string }) => ({
 *   service: 'docs-worker',
 *   exporters: [otlp({ url: env.OTLP_URL })],
 * }));
 * ```
 */
export function instrument<H extends object>(handler: H, options?: EdgeOptions | ((env: any) => EdgeOptions)): H;

/**
 * Traces a Durable Object: its requests, and every other method that the platform calls, such as `alarm` and remote calls. A method that
 * is called within a traced one gets no span. `fetch`, `alarm` and the handlers of WebSockets become asynchronous; any other method returns
 * the same as before.
 * @param Class the class
 * @param options as for {@link instrument}
 * @returns a subclass of the same name
 * @throws {ConfigurationError} the class is none, or an option is wrong
 * @example
 * ```ts
 * import { instrumentDurableObject } from 'spanloom/edge';
 *
 * class RoomObject {
 *   async fetch(request: Request) {
 *     return new Response(request.url);
 *   }
 * }
 * export const Room = instrumentDurableObject(RoomObject, { service: 'rooms' });
 * ```
 */
export function instrumentDurableObject<C extends new (...args: any[]) => object>(
  Class: C,
  options?: EdgeOptions | ((env: any) => EdgeOptions),
): C;

/**
 * Traces the requests of a Hono app. The root span has the route that matched. Use it before all other handlers, or use
 * {@link instrument} on the app; with both, a request has one root span.
 * @param options as for {@link instrument}
 * @returns a middleware
 * @throws {ConfigurationError} an option is wrong
 * @example
 * ```ts
 * import { otlp } from 'spanloom';
 * import { middleware } from 'spanloom/edge';
 *
 * const traced = middleware({ service: 'guide', exporters: [otlp()] });
 * // app.use(traced);
 * ```
 */
export function middleware(
  options?: EdgeOptions | ((env: any) => EdgeOptions),
): (c: any, next: () => Promise<void>) => Promise<undefined>;
