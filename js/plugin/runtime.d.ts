// Functions that the code imports which `spanloom/plugin` has transformed. Do not call them yourself: they may change in any version.

/** One call of an async function that waits. Every method except `end` returns the value that it receives. */
export class AsyncCall {
  /** Called with what is awaited, before the function waits. */
  wait<T>(value?: T): T | undefined;
  /** Called with what is yielded, before the function yields. */
  give<T>(value?: T): T | undefined;
  /** Called with what the wait returned, when the function resumes. Restores the active span. */
  back<T>(value?: T): T | undefined;
  /** Called when the function ends. */
  end(): void;
}
/** Returns the object that `for await` iterates over in place of `iterable`. */
export function eachOf(call: AsyncCall, iterable: unknown): unknown;
/** Returns the object that `yield*` delegates to in place of `iterable`. */
export function allOf(call: AsyncCall, iterable: unknown): unknown;
/** Returns the object that `await using` disposes of in place of `resource`. */
export function disposable(call: AsyncCall, resource: unknown): unknown;
/** Returns an object whose disposal comes before (`give`) or after (`back`) the wait of `await using`. */
export function disposing(call: AsyncCall, step: 'give' | 'back'): object;
