// What the copies of the package in one realm share of the network.
import { realm } from '../base/realm.js';

/**
 * @typedef {object} Network
 * @property {boolean} isOpen whether the app has started, so that requests of ours may leave
 * @property {boolean} isTaken by the one request while the page lives
 * @property {Set<() => void>} waiting each looks whether it is its turn
 * @property {number} keepaliveBytes in flight
 */

/** @returns {Network} */
export function network() {
  const shared = realm();
  shared.network ??= { isOpen: false, isTaken: false, waiting: new Set(), keepaliveBytes: 0 };
  return shared.network;
}
