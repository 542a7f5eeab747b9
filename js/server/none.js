// In a page: it does not end as a process does, and it is handed no environment and no other server's objects.

/** Minifiers take calls of such functions away, and what depends on what they give. @returns {any} */
function nothing() {}

export {
  nothing as areVariables,
  nothing as askedModel,
  nothing as awsAnswer,
  nothing as closeEnv,
  nothing as flushBeforeExit,
  nothing as halveBody,
  nothing as instanceAnswer,
  nothing as isBinding,
  nothing as isContextMember,
  nothing as isMessage,
  nothing as isOfProcess,
  nothing as nameOfHolder,
  nothing as nothingWaits,
  nothing as secretOf,
};

/** @param {unknown[]} args */
export function withoutEnv(args) {
  return args;
}
/** @type {typeof import('./unheld.js').unheld} */
export const unheld = (_, send) => send();
/** @type {typeof import('../providers/server-apis.js').SERVER_APIS} */
export const SERVER_APIS = [];
/** @type {typeof import('../providers/server-apis.js').SERVER_ANSWERS} */
export const SERVER_ANSWERS = [];
/** @type {typeof import('../results/node-stream.js').SERVER_EMITTERS} */
export const SERVER_EMITTERS = [];
/** Service workers answer the page's requests. @type {typeof import('./server.js').readsUnseen} */
export const readsUnseen = () => 'ServiceWorkerGlobalScope' in globalThis;
