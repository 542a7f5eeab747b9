// Objects that hold an app's own names and values: metadata, attributes, headers.

/** A type that functions do not match. */
export interface NotAFunction {
  readonly [Symbol.hasInstance]?: never;
}

/** A type that functions, lists, Maps, Sets and promises do not match. */
interface NotPlain extends NotAFunction {
  readonly [Symbol.iterator]?: never;
  readonly then?: never;
}

/**
 * An object of names and values, such as `{ tenant: 'acme' }`. Unlike `Record`, this type accepts interfaces and class instances. It
 * rejects functions, lists, Maps, Sets and promises.
 * @example
 * ```ts
 * import { annotate, type Fields } from 'spanloom';
 *
 * interface Request { tenant: string; attempt?: number }
 *
 * const request: Request = { tenant: 'acme' };
 * const metadata: Fields = request;
 * annotate({ metadata });
 * ```
 */
export type Fields<Value = unknown> = Readonly<Record<string, Value>> | (object & NotPlain);
