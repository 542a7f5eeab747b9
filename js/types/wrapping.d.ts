// How functions are wrapped and methods decorated without losing their types.
import type { SpanOptions } from './span-options.js';

/**
 * Any function.
 * @example
 * ```ts
 * import { type AnyFunction, task } from 'spanloom';
 *
 * const steps = { trim: (text: string) => text.trim(), upper: (text: string) => text.toUpperCase() };
 * const wrap = <F extends AnyFunction>(fn: F): F => task(fn, { name: fn.name });
 * const { trim, upper } = { trim: wrap(steps.trim), upper: wrap(steps.upper) };
 * console.log(upper(trim(' key ')));
 * ```
 */
export type AnyFunction = (...args: any[]) => any;

/** Whether two types are identical, not just assignable to each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * A condition on a function whose type is inferred in two forms: as a whole, `F`, and by its parts, `(...args: A) => R`.
 *
 * A function written in place, as in `execute: tool(async ({ city }) => ...)`, gets its parameter types from the place where the
 * result goes. TypeScript often infers them only through the parts, and sometimes only through `F`. The parts are not enough for a
 * function that is more than its parts: overloads, a type guard, type parameters, `this`, properties. The condition is `never` for
 * those, and where nothing is inferred for the parts, so that TypeScript selects the next signature. While inference is in
 * progress, `F` is `never` or `unknown`.
 */
type OnlyParts<F, A extends unknown[]> = [F] extends [never]
  ? unknown
  : unknown extends F
    ? unknown[] extends A
      ? never
      : unknown
    : F extends (...args: infer P) => infer Q
      ? Same<[F, ThisParameterType<F>], [(...args: P) => Q, unknown]> extends true
        ? F
        : never
      : never;

/** Signatures for methods. They precede the others because TypeScript reports errors against the last signature. */
interface MethodDecorator {
  /** Decorates a method: each call becomes a span. */
  <This, F extends (this: This, ...args: any[]) => any>(method: F, context: ClassMethodDecoratorContext<This, F>): F;
  /** Decorates a method, with TypeScript's `experimentalDecorators`: each call becomes a span. */
  <F extends AnyFunction>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<F>,
  ): TypedPropertyDescriptor<F>;
}

interface FunctionWrapper {
  /** Wraps a function: each call becomes a span. */
  <A extends unknown[], R, F>(fn: ((...args: A) => R) & OnlyParts<F, A>): (...args: A) => R;
  /** Wraps a function: each call becomes a span. */
  <F extends CallableFunction>(fn: F): F;
}

/** Options of a wrapper. The wrapper's name determines the kind. */
type WrapOptions = SpanOptions & { kind?: never };

interface KindWrapper {
  /** Wraps a function: each call becomes a span of this kind. The function keeps its type, behaviour, `this`, name and properties. */
  <A extends unknown[], R, F>(fn: ((...args: A) => R) & OnlyParts<F, A>, options?: WrapOptions): (...args: A) => R;
  /** Wraps a function: each call becomes a span of this kind. The function keeps its type, behaviour, `this`, name and properties. */
  <F extends CallableFunction>(fn: F, options?: WrapOptions): F;
  /** Returns a decorator for methods, which also wraps functions, with these options. */
  (options?: SpanOptions): KindDecorator;
}

/**
 * A decorator with options, such as `tool({ name: 'search' })`. Decorates a method, or wraps a function.
 * @example
 * ```ts
 * import { type KindDecorator, tool } from 'spanloom';
 *
 * const beta: KindDecorator = tool({ tags: ['beta'] });
 * class Search { @beta async find(query: string) { return [query]; } }
 * export const count = beta((items: string[]) => items.length);
 * await new Search().find('keys');
 * ```
 */
export interface KindDecorator extends MethodDecorator, FunctionWrapper {}

/**
 * Wraps a function so that each call becomes a span: `tool(fn, { name })`. Also a decorator, with and without options: `@tool`,
 * `@tool({ name })`.
 *
 * The wrapped function keeps its type, `this`, `name`, `length` and properties. It returns and throws exactly what the function
 * does, and a synchronous function stays synchronous. Wrapped again with the same kind, name and tracer, a function still has one
 * span per call, with the newer options.
 *
 * The span ends when the result is complete: when a promise has settled (also one in a returned list or plain object), or a stream
 * has been read. It fails if the function throws, a promise rejects, a stream fails, or a model's answer reports an error. Values are
 * read without running accessors or proxy traps.
 * @throws {DecoratorError} the argument is not a function, or is a class
 * @throws {ConfigurationError} an option has the wrong name or type
 * @example
 * ```ts
 * import { type KindFunction, task, tool } from 'spanloom';
 *
 * const wrapAll = (kind: KindFunction, names: string[]) => names.map((name) => kind((value: number) => value + 1, { name }));
 * const [add] = wrapAll(tool, ['add']);
 * const [next] = wrapAll(task, ['next']);
 * add?.(next?.(1) ?? 0);
 * ```
 */
export interface KindFunction extends MethodDecorator, KindWrapper {}
