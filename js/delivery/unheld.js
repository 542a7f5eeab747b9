// Requests that do not keep the process alive, unlike those of Node's `fetch`. How long the process waits for them is up to exit.js.

/** Pending requests by URL. @type {Map<string, number>} */
const pendingByUrl = new Map();
let isListening = false;

function listen() {
  isListening = true;
  try {
    // Missing before Node 20.16 and in other runtimes: there, requests keep the process alive.
    const load = /** @type {any} */ (globalThis).process.getBuiltinModule;
    const { subscribe } = load('node:diagnostics_channel');
    subscribe('undici:client:sendHeaders', (/** @type {any} */ { request, socket }) => {
      if (request.method === 'POST' && pendingByUrl.has(`${request.origin}${request.path}`)) socket.unref();
    });
    // Before the TLS handshake, undici exposes no socket. So the TCP handle is caught that it creates right after this event.
    /** @type {any[]} */
    const handles = [];
    const init = (
      /** @type {number} */ _,
      /** @type {string} */ type,
      /** @type {number} */ __,
      /** @type {any} */ handle,
    ) => {
      if (type === 'TCPWRAP') handles.push(handle);
    };
    const hook = load('node:async_hooks').createHook({ init });
    subscribe('undici:client:beforeConnect', (/** @type {any} */ { connectParams: { protocol, host } }) => {
      if (![...pendingByUrl.keys()].some((url) => url.startsWith(`${protocol}//${host}/`))) return;
      hook.enable();
      queueMicrotask(() => {
        hook.disable();
        for (const handle of handles.splice(0)) handle.unref();
      });
    });
  } catch {}
}

/**
 * Makes a POST that does not keep the process alive.
 * @template T @param {URL} url @param {() => Promise<T>} send
 */
export async function unheld({ origin, pathname, search }, send) {
  if (!isListening) listen();
  const key = `${origin}${pathname}${search}`;
  pendingByUrl.set(key, (pendingByUrl.get(key) ?? 0) + 1);
  try {
    return await send();
  } finally {
    const left = /** @type {number} */ (pendingByUrl.get(key)) - 1;
    if (left > 0) pendingByUrl.set(key, left);
    else pendingByUrl.delete(key);
  }
}
