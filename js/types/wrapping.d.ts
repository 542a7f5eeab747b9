// How functions are wrapped, and methods decorated, so that they keep their types.
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
 * Decides whether the first signature of a wrapper applies to a function. TypeScript infers the function's type in two forms: as a
 * whole, `F`, and by its parts, `(...args: A) => R`.
 *
 * An inline function, as in `execute: tool(async ({ city }) => ...)`, gets its parameter types from the place where the result goes.
 * TypeScript often infers them only through the parts, and sometimes only through `F`. But the parts do not describe a function
 * with overloads, a type guard, type parameters, `this` or properties. For such a function, and where TypeScript infers nothing for
 * the parts, this type is `never`, so that TypeScript selects the next signature. While inference is in progress, `F` is `never` or
 * `unknown`.
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

/** Signatures for methods. They come before those for functions, because TypeScript reports errors against the last signature. */
interface MethodDecorator {
  /** Decorates a method: each call becomes a span. */
  <This, F extends (this: This, ...args: any[]) => any>(method: F, context: ClassMethodDecoratorContext<This, F>): F;
  /** Decorates a method in TypeScript's legacy form (`experimentalDecorators`): each call becomes a span. */
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
  /**
   * Wraps a function: each call becomes a span of this kind. The function keeps its type, `this`, `name`, `length` and properties.
   */
  <A extends unknown[], R, F>(fn: ((...args: A) => R) & OnlyParts<F, A>, options?: WrapOptions): (...args: A) => R;
  /**
   * Wraps a function: each call becomes a span of this kind. The function keeps its type, `this`, `name`, `length` and properties.
   */
  <F extends CallableFunction>(fn: F, options?: WrapOptions): F;
  /** Returns a decorator with these options. It decorates methods, and also wraps functions. */
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
 * Wraps a function so that each call becomes a span: `tool(fn, { name })`. It is also a decorator, with or without options: `@tool`,
 * `@tool({ name })`.
 *
 * The wrapped function keeps its type, `this`, `name`, `length` and properties. It returns and throws what the original does; the
 * promise of an `async` function is replaced by one that follows it. A synchronous function stays synchronous. If you wrap a
 * function again with the same kind, name and tracer, each call still makes one span, with the newer options.
 *
 * The span ends when the result is complete: when a promise has settled (including one in a returned list or plain object), or a
 * stream has been read. The span's status is error if the function throws, a promise rejects, a stream fails, or a model's answer
 * reports an error. Reading a value never runs accessors or proxy traps.
 * @throws {DecoratorError} the argument is a class, or is not a function
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
