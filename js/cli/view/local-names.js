// Which names of a host only mean this machine. A page of anywhere can have its own name resolved to 127.0.0.1, and is then of the same origin as what
// answers there: such a name must not be served.

const LOCAL = /^(localhost|[\w.-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** What containers call the machine that runs them. Nobody can own these names. */
const OF_CONTAINERS = /^host\.(docker|containers)\.internal$/;
/** An address is no name that somebody could have resolved. */
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\])$/;
const EVERYWHERE = ['0.0.0.0', '::'];

/** @typedef {(name: string) => boolean} IsLocal */

/** @param {string} [host] that is listened on, if it is not this machine alone @returns {IsLocal} */
export function localNames(host) {
  const own = host && (host.includes(':') ? `[${host}]` : host).toLowerCase();
  const isEverywhere = host !== undefined && EVERYWHERE.includes(host);
  return (name) => LOCAL.test(name) || OF_CONTAINERS.test(name) || name === own || (isEverywhere && ADDRESS.test(name));
}

/** The name in a `Host` header. @param {string} [header] */
export const nameOfHost = (header = '') => header.toLowerCase().replace(/:\d*$/, '');

/** The name in an `Origin` header, '' if it has none. @param {string} header */
export function nameOfOrigin(header) {
  try {
    return new URL(header).hostname;
  } catch {
    return '';
  }
}
