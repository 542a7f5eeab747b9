/** What code that `spanloom/plugin` transformed imports: not to be written by hand, and it may change with any version. */

/** One call of an async function that waits: each method but `end` gives back the value that it was given. */
export class AsyncCall {
  wait<T>(value?: T): T | undefined;
  give<T>(value?: T): T | undefined;
  back<T>(value?: T): T | undefined;
  end(): void;
}
/** What `for await` goes over in place of `iterable`. */
export function eachOf(call: AsyncCall, iterable: unknown): unknown;
/** What `yield*` delegates to in place of `iterable`. */
export function allOf(call: AsyncCall, iterable: unknown): unknown;
/** What `await using` disposes of in place of `resource`. */
export function disposable(call: AsyncCall, resource: unknown): unknown;
/** What is called before `await using` waits, and behind. */
export function disposing(call: AsyncCall, step: 'give' | 'back'): object;
