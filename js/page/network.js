// The state of the network that all copies of the package in one realm share.
import { realm } from '../base/realm.js';

/**
 * @typedef {object} Network
 * @property {boolean} isOpen whether the app has started, so that requests may go
 * @property {boolean} isTaken whether a request is in flight that does not outlive the page
 * @property {Set<() => void>} waiting functions of waiting requests; each checks whether it is its turn
 * @property {number} keepaliveBytes of keepalive requests in flight
 */

/** @returns {Network} */
export function network() {
  const shared = realm();
  shared.network ??= { isOpen: false, isTaken: false, waiting: new Set(), keepaliveBytes: 0 };
  return shared.network;
}
