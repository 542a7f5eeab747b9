// When a request of ours may onPageHide: none before the app has started, one at a time while the page lives, and when it goes all at once that can outlive it.
import { claimKeepalive, hasKeepaliveRoom } from './keepalive.js';
import { isLeaving, watchPage } from './lifecycle.js';
import { network } from './network.js';
import { whenStarted } from './start.js';

/**
 * @typedef {object} Turn
 * @property {RequestInit} how
 * @property {() => void} over
 * @property {() => void} [cut] breaks the request off
 * @property {boolean} [isCut] as the page goes: sent again, it outlives it
 */

/**
 * @typedef {object} Request
 * @property {number} bytes
 * @property {boolean} mayOutlive
 * @property {() => boolean} [isAtRisk] whether what it brings is nowhere else
 */

/** Exports that one exporter has under way. */
export const MAX_EXPORTS = 1;

/** Has requests leave, though the app may not have started. */
export function openTurns() {
  network().isOpen = true;
  wake();
}

const wake = () => {
  for (const look of network().waiting) look();
};

/**
 * A promise only where it has to wait. Over at the latest when `signal` is aborted.
 * @param {Request} request @param {AbortSignal} signal @returns {Turn | Promise<Turn>}
 */
export function takeTurn({ bytes, mayOutlive, isAtRisk }, signal) {
  const shared = network();
  if (!shared.isOpen) whenStarted(openTurns);
  /** @type {Turn | undefined} */
  let turn;
  /** @type {(turn: Turn) => void} */
  let tell = () => {};
  let release = () => {};

  const over = () => {
    unwatch();
    signal.removeEventListener('abort', over);
    shared.waiting.delete(look);
    release();
    release = () => {};
    turn ??= { how: {}, over };
    tell(turn);
  };
  const look = () => {
    if (turn) return;
    const claimed = isLeaving() && mayOutlive ? claimKeepalive(bytes) : undefined;
    if (claimed) release = claimed;
    else if (shared.isOpen && !shared.isTaken) {
      shared.isTaken = true;
      release = () => {
        shared.isTaken = false;
        wake();
      };
    } else return;
    shared.waiting.delete(look);
    turn = { how: { priority: 'low', keepalive: claimed !== undefined }, over };
    tell(turn);
  };
  /** @param {boolean} isLeft */
  const go = (isLeft) => {
    look();
    if (!turn?.cut || turn.how.keepalive || !(isLeft || isAtRisk?.()) || !hasKeepaliveRoom(bytes)) return;
    turn.isCut = true;
    turn.cut();
  };

  const unwatch = watchPage({ onHidden: () => go(false), onPageHide: () => go(true), onResume() {} });
  signal.addEventListener('abort', over);
  if (signal.aborted) over();
  look();
  if (turn) return turn;
  shared.waiting.add(look);
  return new Promise((resolve) => {
    tell = resolve;
  });
}
