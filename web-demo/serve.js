// Builds the page and serves it beside a trace receiver.
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const configFile = fileURLToPath(new URL('./vite.config.js', import.meta.url));

/** Needs dist/ and build/corpus.json. @param {string} [outDir] if not that of the configuration */
export const buildPage = (outDir) => build({ configFile, logLevel: 'warn', build: { outDir } });

/**
 * @param {{ port: number, receiver: import('node:http').RequestListener, outDir?: string }} options a busy port gives way to the next free one
 * @returns {Promise<{ url: string, close(): Promise<void> }>} `url` without a slash at its end
 */
export async function servePage({ port, receiver, outDir }) {
  const server = await preview({
    configFile,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port },
    plugins: [
      {
        name: 'otlp-receiver',
        configurePreviewServer: ({ middlewares }) => void middlewares.use('/v1/traces', receiver),
      },
    ],
  });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.httpServer.address());
  return { url: `http://127.0.0.1:${taken}`, close: () => server.close() };
}
