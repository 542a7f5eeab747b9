// CORS: a page may send and read what carries its trace, wherever the program's own rules let it call.
import { LINEAGE_HEADER } from '../propagate/lineage.js';

const OURS = ['traceparent', 'tracestate', 'baggage', LINEAGE_HEADER];

/** @param {string | null} list @returns {string[]} in lower case */
const namesIn = (list) =>
  (list ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);

/**
 * Returns the headers to add to the answer of a preflight: it allows those of ours that were asked for, if the program allows any.
 * @param {any} request @param {Response} response @returns {Record<string, string>}
 */
export function allowed(request, { headers }) {
  const asked = request.method === 'OPTIONS' ? namesIn(request.headers.get('access-control-request-headers')) : [];
  const ours = asked.filter((name) => OURS.includes(name));
  return ours.length > 0 && headers.has('access-control-allow-origin')
    ? added(headers, 'access-control-allow-headers', ours)
    : {};
}

/** Returns the headers with which a page can read the lineage, if it can read the answer. @param {Response} response @returns {Record<string, string>} */
export const exposed = ({ headers }) =>
  headers.has('access-control-allow-origin') ? added(headers, 'access-control-expose-headers', [LINEAGE_HEADER]) : {};

/** @param {Headers} headers @param {string} name of a list @param {string[]} members @returns {Record<string, string>} */
function added(headers, name, members) {
  const known = namesIn(headers.get(name));
  // With credentials, it is a name like any other.
  const hasAll = known.includes('*') && headers.get('access-control-allow-credentials') !== 'true';
  const missing = hasAll ? [] : members.filter((member) => !known.includes(member));
  return missing.length > 0 ? { [name]: [headers.get(name), ...missing].filter(Boolean).join(', ') } : {};
}
