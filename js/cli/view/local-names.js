// Which names of a host only mean this machine. A page of anywhere can have its own name resolved to 127.0.0.1, and is then of the same origin as what
// answers there: such a name must not be served.

const LOCAL = /^(localhost|[\w.-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** What containers call the machine that runs them. Nobody can own these names. */
const OF_CONTAINERS = /^host\.(docker|containers)\.internal$/;
/** An address is no name that somebody could have resolved. */
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\])$/;

/** @typedef {(name: string) => boolean} IsLocal */

/** @param {string} [host] that is listened on, if it is not this machine alone @returns {IsLocal} */
export function localNames(host) {
  const own = host && inUrl(host);
  const isOpen = host !== undefined && isEverywhere(host);
  return (name) => LOCAL.test(name) || OF_CONTAINERS.test(name) || name === own || (isOpen && ADDRESS.test(name));
}

/** Whether only this machine reaches what listens there. @param {string} host */
export const isOwnAddress = (host) => LOCAL.test(inUrl(host));

/** Whether a host means all addresses of this machine. @param {string} host */
export const isEverywhere = (host) => host === '0.0.0.0' || host === '::';

/** @param {string} host */
export const inUrl = (host) => (host.includes(':') ? `[${host}]` : host).toLowerCase();

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
