// Functions that code transformed by `spanloom/plugin` imports. They are not meant to be called by hand, and may change in any version.

/** One call of an async function that waits. Each method but `end` returns the value that it receives. */
export class AsyncCall {
  /** Called with what is awaited, before the function waits. */
  wait<T>(value?: T): T | undefined;
  /** Called with what is yielded, before the function yields. */
  give<T>(value?: T): T | undefined;
  /** Called with the result, when the function resumes: restores the active span. */
  back<T>(value?: T): T | undefined;
  /** Called when the function ends. */
  end(): void;
}
/** Returns what `for await` iterates in place of `iterable`. */
export function eachOf(call: AsyncCall, iterable: unknown): unknown;
/** Returns what `yield*` delegates to in place of `iterable`. */
export function allOf(call: AsyncCall, iterable: unknown): unknown;
/** Returns what `await using` disposes of in place of `resource`. */
export function disposable(call: AsyncCall, resource: unknown): unknown;
/** Called before and after the wait of `await using`. */
export function disposing(call: AsyncCall, step: 'give' | 'back'): object;
