// Attributes that all spans below inherit.
import type { Fields } from './fields.js';

/**
 * What {@link withAttributes} sets on all spans below. A field with a wrong name or type is reported to `onError` and ignored; the
 * other fields are kept.
 * @example
 * ```ts
 * import { type InheritedAttributes, withAttributes } from 'spanloom';
 *
 * const attributes: InheritedAttributes = { userId: 'u-17', tags: { plan: 'pro' } };
 * withAttributes(attributes, () => answer('Which port?'));
 * ```
 */
export interface InheritedAttributes {
  /** ID of the session (the conversation), as `session.id`. */
  sessionId?: string | undefined;
  /** ID of the end user, as `user.id`. */
  userId?: string | undefined;
  /** Tags, as a list or as names and values, as `tag.tags`. They are added to the spans' own tags. */
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  /** OpenTelemetry attributes. */
  attributes?: Fields | undefined;
}

/**
 * Runs a function and returns its result. All spans that start in it, at any depth, get these attributes; a span is not needed
 * around it. Calls can be nested: inner ones add to outer ones, and override them field by field and attribute by attribute. Options
 * of a span override all of them, except that tags add up.
 *
 * The attributes stay in this process, unless the option `baggage` says otherwise.
 * @param attributes what the spans inherit. A wrong field is reported to `onError` and ignored
 * @param fn function to run
 * @param args arguments for `fn`
 * @throws {ConfigurationError} `fn` is not a function; whatever `fn` throws passes through
 * @example
 * ```ts
 * import { withAttributes } from 'spanloom';
 *
 * const reply = await withAttributes({ sessionId: 'c-42', userId: 'u-17', tags: ['beta'] }, () => answer('Which port?'));
 * ```
 */
export function withAttributes<A extends unknown[], R>(
  attributes: InheritedAttributes,
  fn: (...args: A) => R,
  ...args: A
): R;
