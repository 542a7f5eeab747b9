// How functions are wrapped and methods decorated, without losing their types.
import type { SpanOptions } from './index.js';

export type AnyFunction = (...args: any[]) => any;

/** Whether two types are the same, and not just alike. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * What a function has to be besides its parts, `(...args: A) => R`. A function that is written in place gets the types of its parameters from where the result
 * goes, as in `execute: tool(async ({ city }) => ...)`: often TypeScript finds them only by the parts, sometimes only by the whole `F`. This is `never`, and
 * the signature behind holds, where nothing is found for the parts, and where F is more than its parts: overloads, a type guard, type parameters, `this`,
 * properties. While TypeScript still searches, F is `never` or `unknown`.
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

/** These come before the others, as TypeScript's errors are about the last signature. */
interface MethodDecorator {
  /** Decorates a method: each call is a span. */
  <This, F extends (this: This, ...args: any[]) => any>(method: F, context: ClassMethodDecoratorContext<This, F>): F;
  /** Decorates a method, with TypeScript's `experimentalDecorators`: each call is a span. */
  <F extends AnyFunction>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<F>,
  ): TypedPropertyDescriptor<F>;
}

interface FunctionWrapper {
  /** Wraps a function: each call is a span. */
  <A extends unknown[], R, F>(fn: ((...args: A) => R) & OnlyParts<F, A>): (...args: A) => R;
  /** Wraps a function: each call is a span. */
  <F extends CallableFunction>(fn: F): F;
}

/** The kind is in the wrapper's name. */
type WrapOptions = SpanOptions & { kind?: never };

interface KindWrapper {
  /** Wraps a function so that each call is a span of this kind. What it returns and throws is untouched; it keeps its type, `this`, name and properties. */
  <A extends unknown[], R, F>(fn: ((...args: A) => R) & OnlyParts<F, A>, options?: WrapOptions): (...args: A) => R;
  /** Wraps a function so that each call is a span of this kind. What it returns and throws is untouched; it keeps its type, `this`, name and properties. */
  <F extends CallableFunction>(fn: F, options?: WrapOptions): F;
  /** A decorator for methods, or a wrapper for functions, with these options: each call is a span of this kind. */
  (options?: SpanOptions): KindDecorator;
}

/** Decorates a method, or wraps a function. */
export interface KindDecorator extends MethodDecorator, FunctionWrapper {}

/**
 * Wraps a function so that each call is a span of this kind: `tool(fn, { name })`. The result has the same type, `this`, name, length and properties;
 * what it returns and throws is untouched, and a sync function stays sync. Also a decorator: `@tool` and `@tool({ name })`.
 * The span ends when the result is over: a promise, also one in a returned list or plain object, has settled, a stream was read. It fails where the function
 * throws, where one of these rejects or fails, or where a model's answer says that it failed. Values are read without running their accessors.
 * Wrapped again with the same kind, name and tracer, a function has one span for each call, with the new options.
 * Throws DecoratorError on what is not a function or is a class, ConfigurationError on a wrong option.
 */
export interface KindFunction extends MethodDecorator, KindWrapper {}
