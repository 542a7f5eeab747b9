// Phoenix, with its store in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peer } from '../../../scripts/lib/peers.mjs';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';

const START = fileURLToPath(new URL('../phoenix/on_loopback.py', import.meta.url));

/** @param {Pick<import('node:test').TestContext, 'after'>} t ends it */
export async function startPhoenix(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-phoenix-'));
  const port = String(await freePort());
  const env = {
    PHOENIX_WORKING_DIR: folder,
    PHOENIX_HOST: '127.0.0.1',
    PHOENIX_PORT: port,
    PHOENIX_GRPC_PORT: String(await freePort()),
    PHOENIX_TELEMETRY_ENABLED: 'false',
    PHOENIX_ALLOW_EXTERNAL_RESOURCES: 'false',
    PHOENIX_DISABLE_AGENT_ASSISTANT: 'true',
    PHOENIX_ENABLE_MCP_SERVER: 'false',
    PHOENIX_LOG_MIGRATIONS: 'false',
  };
  await startProgram(t, peer('phoenix', 'python'), [START], [/Uvicorn running|Application startup complete/], env);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const url = `http://127.0.0.1:${port}`;
  return {
    url: `${url}/v1/traces`,
    /** The spans of a project, once there are so many: OTLP with names in snake case. @param {string} project @param {number} count */
    async spans(project, count) {
      const read = async () =>
        (await (await fetch(`${url}/v1/projects/${project}/spans/otlpv1?limit=1000`)).json()).data ?? [];
      return eventually(read, (/** @type {any[]} */ spans) => spans.length >= count, `${count} spans in Phoenix`);
    },
  };
}
