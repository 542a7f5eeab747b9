// Decides when a request may go: none before the app has started, one at a time while the page is used, and all that can outlive the page when it is left.
import { claimKeepalive, hasKeepaliveRoom } from './keepalive.js';
import { isLeaving, watchPage } from './lifecycle.js';
import { network } from './network.js';
import { whenStarted } from './start.js';

/** Exports of one exporter that run at the same time. */
export const MAX_EXPORTS = 1;

/** Lets requests go even if the app has not started yet. */
export function openTurns() {
  network().isOpen = true;
  grantWaiting();
}

const grantWaiting = () => {
  for (const tryGrant of network().waiting) tryGrant();
};

/** The turn of one request. It ends with `release()`, or when its signal aborts. */
export class Turn {
  /** What the turn adds to the request. @type {RequestInit} */
  init = {};
  /** Aborts the request. Set once it has started. @type {(() => void) | undefined} */
  abort;
  /** Whether the request was aborted because the page is being left: sent again, it outlives the page. */
  isAborted = false;
  #isGranted = false;
  #onGranted = () => {};
  #bytes;
  #canOutlivePage;
  #signal;
  #isAtRisk;
  #unwatch;
  #free = () => {};

  /** @param {number} bytes @param {boolean} canOutlivePage @param {AbortSignal} signal @param {() => boolean} [isAtRisk] */
  constructor(bytes, canOutlivePage, signal, isAtRisk) {
    this.#bytes = bytes;
    this.#canOutlivePage = canOutlivePage;
    this.#signal = signal;
    this.#isAtRisk = isAtRisk;
    this.#unwatch = watchPage({
      onHidden: () => this.#onLeaving(false),
      onPageHide: () => this.#onLeaving(true),
    });
    signal.addEventListener('abort', this.release);
    network().waiting.add(this.#tryGrant);
    if (signal.aborted) this.release();
    this.#tryGrant();
  }

  #tryGrant = () => {
    if (this.#isGranted) return;
    const shared = network();
    const freeKeepalive = isLeaving() && this.#canOutlivePage ? claimKeepalive(this.#bytes) : undefined;
    if (freeKeepalive) this.#free = freeKeepalive;
    else if (shared.isOpen && !shared.isTaken) {
      shared.isTaken = true;
      this.#free = () => {
        shared.isTaken = false;
        grantWaiting();
      };
    } else return;
    this.init = { priority: 'low', keepalive: freeKeepalive !== undefined };
    this.#grant();
  };

  /** @returns {Turn | Promise<Turn>} */
  get granted() {
    if (this.#isGranted) return this;
    return new Promise((resolve) => {
      this.#onGranted = () => resolve(this);
    });
  }

  #grant() {
    network().waiting.delete(this.#tryGrant);
    this.#isGranted = true;
    this.#onGranted();
  }

  /** @param {boolean} isPageGone whether it is not only hidden */
  #onLeaving(isPageGone) {
    this.#tryGrant();
    if (!this.abort || this.init.keepalive || !hasKeepaliveRoom(this.#bytes)) return;
    if (!isPageGone && !this.#isAtRisk?.()) return;
    this.isAborted = true;
    this.abort();
  }

  release = () => {
    this.#unwatch();
    this.#signal.removeEventListener('abort', this.release);
    this.#free();
    this.#free = () => {};
    this.#grant();
  };
}

/**
 * Returns the turn, or a promise if the request has to wait. Once `signal` aborts, it waits no longer.
 * @param {number} bytes of the body @param {boolean} canOutlivePage whether it may be a keepalive request @param {AbortSignal} signal
 * @param {() => boolean} [isAtRisk] whether the spans are stored nowhere else @returns {Turn | Promise<Turn>}
 */
export function takeTurn(bytes, canOutlivePage, signal, isAtRisk) {
  if (!network().isOpen) whenStarted(openTurns);
  return new Turn(bytes, canOutlivePage, signal, isAtRisk).granted;
}
