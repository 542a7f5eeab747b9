// Node's fetch holds the process for as long as a request is open. Ours do not: how long a program that is done waits for them is up to exit.js.

/** Requests under way, by destination. @type {Map<string, number>} */
const underWay = new Map();
let isListening = false;

function listen() {
  isListening = true;
  try {
    // Not Node, or one of before 20.16: its sockets hold it.
    const load = /** @type {any} */ (globalThis).process.getBuiltinModule;
    const { subscribe } = load('node:diagnostics_channel');
    subscribe('undici:client:sendHeaders', (/** @type {any} */ { request, socket }) => {
      if (request.method === 'POST' && underWay.has(`${request.origin}${request.path}`)) socket.unref();
    });
    // Before the TLS handshake undici exposes no socket, so the TCP handle is caught that it creates right after this event.
    /** @type {any[]} */
    const made = [];
    const init = (
      /** @type {number} */ _,
      /** @type {string} */ type,
      /** @type {number} */ __,
      /** @type {any} */ handle,
    ) => {
      if (type === 'TCPWRAP') made.push(handle);
    };
    const hook = load('node:async_hooks').createHook({ init });
    subscribe('undici:client:beforeConnect', (/** @type {any} */ { connectParams: { protocol, host } }) => {
      if (![...underWay.keys()].some((url) => url.startsWith(`${protocol}//${host}/`))) return;
      hook.enable();
      queueMicrotask(() => {
        hook.disable();
        for (const handle of made.splice(0)) handle.unref();
      });
    });
  } catch {}
}

/**
 * Makes a POST that keeps no process alive.
 * @template T @param {URL} url @param {() => Promise<T>} send
 */
export async function unheld({ origin, pathname, search }, send) {
  if (!isListening) listen();
  const key = `${origin}${pathname}${search}`;
  underWay.set(key, (underWay.get(key) ?? 0) + 1);
  try {
    return await send();
  } finally {
    const left = /** @type {number} */ (underWay.get(key)) - 1;
    if (left > 0) underWay.set(key, left);
    else underWay.delete(key);
  }
}
