// Sends when the page lets a request go: when there is a network, and when it is the request's turn. Outside of pages that is at once.
import { takeTurn, whenOnline } from '#page';

/** @typedef {(abort: () => void) => void} OnStart gets a function that aborts the request */

/**
 * Makes an attempt out of a function that sends. Without a wait, it sends within the call: a page that is being left gives no second chance.
 * @template T @param {(init: RequestInit, onStart: OnStart) => Promise<import('./retry.js').AttemptResult<T>>} send `init` is what the turn adds to the request
 * @param {number} bytes of the body @param {boolean} needsNetwork @param {import('./post.js').Context} context its signal ends all waits
 * @returns {() => Promise<import('./retry.js').AttemptResult<T>>}
 */
export function inTurn(send, bytes, needsNetwork, { signal, isAtRisk, waitFor = (promise) => promise }) {
  let canOutlivePage = true;
  return async () => {
    const online = needsNetwork ? whenOnline(signal) : undefined;
    if (online) await online;
    const taken = takeTurn(bytes, canOutlivePage, signal, isAtRisk);
    const turn = taken instanceof Promise ? await waitFor(taken) : taken;
    try {
      const result = await send(turn.init, (abort) => {
        turn.abort = abort;
      });
      // A keepalive request may fail for lack of room, so the next one is an ordinary request.
      if (turn.init.keepalive) canOutlivePage = false;
      return { ...result, isAborted: turn.isAborted };
    } finally {
      turn.release();
    }
  };
}
