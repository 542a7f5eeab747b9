// Builds the page, which any host can serve. Here it is served beside a trace receiver, which the page is told of.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { createReceiver } from '../examples/receiver/receiver.js';
import { createEvents } from './events.js';

const configFile = fileURLToPath(new URL('./vite.config.js', import.meta.url));
const RECEIVER = '/v1';
const SLOT = '<meta name="spanloom-receiver" content=""';

/** Needs dist/ and build/corpus.json. @param {string} [outDir] if not that of the configuration */
export const buildPage = (outDir) => build({ configFile, logLevel: 'warn', build: { outDir } });

/**
 * @param {{ port: number, onDelivery: (delivery: import('../examples/receiver/receiver.js').Delivery) => void, outDir?: string }} options
 * a busy port gives way to the next free one
 * @returns {Promise<{ url: string, close(): Promise<void> }>} `url` without a slash at its end
 */
export async function servePage({ port, onDelivery, outDir }) {
  const events = createEvents();
  const receiver = createReceiver((delivery, request) => {
    events.add(delivery.body, /** @type {string | undefined} */ (request.headers['x-spanloom-page']));
    onDelivery(delivery);
  });
  const server = await preview({
    configFile,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port },
    plugins: [
      {
        name: 'otlp-receiver',
        configurePreviewServer({ config, middlewares }) {
          middlewares.use(`${RECEIVER}/traces`, receiver);
          middlewares.use(`${RECEIVER}/events`, events.listener);
          middlewares.use(indexWith(RECEIVER, resolve(config.root, config.build.outDir)));
        },
      },
    ],
  });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.httpServer.address());
  const close = () => {
    events.close();
    return server.close();
  };
  return { url: `http://127.0.0.1:${taken}`, close };
}

/** @param {string} receiver @param {string} folder of the built page */
const indexWith = (receiver, folder) => async (request, response, next) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  if (pathname !== '/' && pathname !== '/index.html') return next();
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) return next();
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page.replace(SLOT, SLOT.replace('""', `"${receiver}"`)));
};
