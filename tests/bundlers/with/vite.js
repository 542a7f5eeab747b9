import { build, createServer } from 'vite';
import { BASE } from '../site.js';

const shared = (folder) => ({
  root: folder,
  base: BASE,
  worker: { format: 'es' }, // else what is imported when it is needed would be in the worker's own script
  configFile: false,
  logLevel: 'warn',
});

/** @param {string} folder */
export const buildWithVite = (folder) => build(shared(folder));

/** @param {import('node:test').TestContext} t @param {string} folder @returns {Promise<string>} the page's URL */
export async function serveWithVite(t, folder) {
  const server = await createServer({ ...shared(folder), server: { host: '127.0.0.1', port: 0 } });
  t.after(() => server.close());
  await server.listen();
  return server.resolvedUrls.local[0];
}
