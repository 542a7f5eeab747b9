// Errors that spanloom throws, both during setup. While traced functions run, only a call without a function to run throws, such as
// `trace('name')`.

/**
 * Thrown if an option has the wrong name or type, or is out of range. The message names the option and what it accepts.
 * @example
 * ```ts
 * import { ConfigurationError, init } from 'spanloom';
 *
 * try {
 *   init({ sample: Number(process.env.SAMPLE ?? 'half') });
 * } catch (error) {
 *   if (!(error instanceof ConfigurationError)) throw error;
 *   init();
 * }
 * ```
 */
export class ConfigurationError extends TypeError {}

/**
 * Thrown if a wrapper or decorator is applied to something that it cannot trace, such as a class. The message says what to do instead.
 * @example
 * ```ts
 * import { DecoratorError, tool } from 'spanloom';
 *
 * const steps: Record<string, any> = { search: () => [], Index: class {} };
 * for (const [name, step] of Object.entries(steps)) {
 *   try {
 *     steps[name] = tool(step, { name });
 *   } catch (error) {
 *     if (!(error instanceof DecoratorError)) throw error;
 *   }
 * }
 * ```
 */
export class DecoratorError extends TypeError {}
