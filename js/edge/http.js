// HTTP requests, with the names of OpenTelemetry.
import { addAttributes } from '../tracer/attributes.js';
import { followBody } from './body.js';
import { followReads } from './request-body.js';
import { runEvent } from './run-event.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/**
 * Handles a request in a root span.
 * @param {import('./options.js').Settings} settings @param {any} request @param {any} ctx @param {() => Response | Promise<Response>} handle
 * @param {string} [route] that the request matched @param {() => { error: unknown } | undefined} [failure] what the response stands for
 */
export function handleRequest(settings, request, ctx, handle, route, failure) {
  return runEvent(settings, () => requestEvent(request, route), ctx, handle, {
    prepare: (root) => followReads(root, request),
    follow(root, response) {
      noteStatus(root.state, response, failure?.());
      return followBody(root, request, response);
    },
  });
}

/** @param {import('../tracer/span-state.js').SpanState} state @param {any} response @param {{ error: unknown } | undefined} failed */
function noteStatus(state, { status }, failed) {
  addAttributes(state, { 'http.response.status_code': status });
  if (failed) state.thrown = failed;
  else if (status >= 500) {
    state.failure = { type: String(status), message: '', isAnswer: true };
    addAttributes(state, { 'error.type': String(status) });
  }
}

/** @param {any} request @param {string} [route] @returns {import('./run-event.js').Event} */
function requestEvent(request, route) {
  const { method, url, headers } = Object(request);
  const isKnown = METHODS.includes(method);
  const { pathname, protocol, hostname } = URL.canParse(url) ? new URL(url) : Object();
  const name = isKnown ? method : 'HTTP';
  const attributes = {
    'http.request.method': isKnown ? method : '_OTHER',
    'url.path': pathname,
    'url.scheme': protocol?.slice(0, -1),
    'server.address': hostname,
    'http.route': route,
  };
  return {
    name: route ? `${name} ${route}` : name,
    attributes,
    callers: headers ? [{ source: request, carrier: headers }] : [],
  };
}
