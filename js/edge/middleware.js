// `middleware()`: traces the requests of a Hono app.
import { handleRequest } from './http.js';
import { readSettings } from './options.js';

/** @param {unknown} [options] */
export function middleware(options) {
  const settingsFor = readSettings('middleware()', options);
  return async (/** @type {any} */ c, /** @type {() => Promise<void>} */ next) => {
    /** What the app's error handler has seen. @type {{ error: unknown } | undefined} */
    let failed;
    const handle = async () => {
      await next();
      if (c.error) failed = { error: c.error };
      return c.res;
    };
    const response = await handleRequest(settingsFor(c.env), c.req.raw, contextOf(c), handle, routeOf(c), () => failed);
    if (response === c.res) return;
    // Hono would merge the headers of both.
    c.res = undefined;
    c.res = response;
  };
}

/** Its getter throws where the platform has none. @param {any} c */
function contextOf(c) {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}

/** The path of the last handler that matches, which is not a middleware. @param {any} c @returns {string | undefined} */
const routeOf = (c) => c.req.matchedRoutes?.findLast((/** @type {any} */ { handler }) => handler.length < 2)?.path;
