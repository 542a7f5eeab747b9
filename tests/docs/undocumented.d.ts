/**
 * Declarations with one mistake each: the documentation must not build with them.
 * @module mistakes
 */

export function undocumented(): void;

/** Has no example. */
export function withoutExample(): void;

/**
 * Has a member without documentation.
 * @example
 * ```ts
 * ```
 */
export interface Container {
  member: 1;
}

/**
 * See {@link Nowhere}.
 * @example
 * ```ts
 * ```
 */
export type WithLink = 1;
