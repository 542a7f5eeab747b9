// Shadows single methods of a tapped object.
import { shadow } from './shadow.js';
import { within } from './within.js';

/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./index.js').Place} Place */

/**
 * Shadows a method with a replacement, which is skipped while no watch is live.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {(original: Function, thisArg: any, args: any[]) => any} replacement
 */
export function tapMethod(tap, target, name, replacement) {
  return shadow(
    target,
    name,
    (original) =>
      /** @this {any} @param {...any} args */
      function (...args) {
        return tap.isLive ? replacement(original, this, args) : Reflect.apply(original, this, args);
      },
  );
}

/**
 * Hooks around a step. `before` runs in the caller's context and returns the arguments; it may pause the tap until the step has returned. `after` returns
 * the result. State that both hooks use is set at the very end of `before`, which can run out of stack.
 * @typedef {{ before?: (args: any[]) => any[], after?: (result: any, args: any[]) => any, failed?: (error: unknown) => void }} Step
 */

/**
 * Shadows a method so that it runs where its watches' spans are active. It adds one frame to the user's stack.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {Step} step
 */
export function tapStep(tap, target, name, { before, after, failed }) {
  return shadow(
    target,
    name,
    (original) =>
      /** @this {any} @param {...any} args */
      function (...args) {
        if (!tap.isLive) return Reflect.apply(original, this, args);
        let call = original;
        let given = args;
        let isSeen = false;
        /** @type {Place | undefined} */
        let entered;
        let outer;
        try {
          if (before) given = before(args);
          isSeen = true;
          const { places } = tap;
          const outermost = places.pop();
          call = places.reduce(within, original);
          if (outermost?.context.enter) {
            outer = outermost.context.enter(outermost.store);
            entered = outermost;
          } else if (outermost) call = within(call, outermost);
        } catch {
          // No stack is left.
        }
        let result;
        /** @type {{ error: unknown } | undefined} */
        let thrown;
        try {
          result = Reflect.apply(call, this, given);
        } catch (error) {
          thrown = { error };
        }
        tap.isPaused = false;
        try {
          entered?.context.leave?.(outer);
          if (isSeen && thrown) failed?.(thrown.error);
          else if (isSeen && after) result = after(result, args);
        } catch {}
        if (thrown) throw thrown.error;
        return result;
      },
  );
}

/**
 * Shadows a method and passes what it returned to `look`.
 * @param {Tap} tap @param {any} target @param {PropertyKey} name @param {(result: any, args: any[]) => void} [look]
 */
export function tapResult(tap, target, name, look) {
  return tapStep(tap, target, name, {
    after(result, args) {
      look?.(result, args);
      return result;
    },
  });
}
