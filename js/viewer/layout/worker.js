// Lays graphs out beside the page.
import { layoutOf } from './layout.js';

/** @typedef {{ id: number, input: import('./layout.js').LayoutInput }} Request */
/** @typedef {{ id: number, layout?: import('./layout.js').Layout, problem?: string }} Answer */

/** @param {Request} request @returns {Answer} */
function answer({ id, input }) {
  try {
    return { id, layout: layoutOf(input) };
  } catch (problem) {
    return { id, problem: String(problem) };
  }
}

/** @param {Pick<MessagePort, 'onmessage' | 'postMessage'>} endpoint */
export const serve = (endpoint) => {
  endpoint.onmessage = ({ data }) => endpoint.postMessage(answer(data));
};

/** In a page, `serve` gets a port instead. */
const scope = /** @type {any} */ (globalThis);
if (scope.WorkerGlobalScope && scope instanceof scope.WorkerGlobalScope) {
  serve(scope);
  scope.postMessage('ready');
}
