// MLflow, with its store in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../../../scripts/lib/peers.mjs';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';

/** Of the only experiment; requests without it are refused. */
const HEADERS = { 'x-mlflow-experiment-id': '0' };

/** @param {Pick<import('node:test').TestContext, 'after'>} t ends it */
export async function startMlflow(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-mlflow-'));
  const port = await freePort();
  const args = [
    'server',
    '--host=127.0.0.1',
    `--port=${port}`,
    `--backend-store-uri=sqlite:///${join(folder, 'store.db')}`,
    `--default-artifact-root=${join(folder, 'artifacts')}`,
    '--workers=1',
  ];
  const env = { MLFLOW_DISABLE_TELEMETRY: 'true', MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' };
  await startProgram(t, peer('mlflow', 'mlflow'), args, [/(Application startup complete)/], env);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const url = `http://127.0.0.1:${port}`;
  return {
    url: `${url}/v1/traces`,
    headers: HEADERS,
    /** The spans of a trace, in MLflow's own form. @param {string} traceId @returns {Promise<any[]>} */
    async spans(traceId) {
      const response = await fetch(`${url}/ajax-api/3.0/mlflow/get-trace-artifact?request_id=tr-${traceId}`);
      return /** @type {any} */ (await response.json()).spans;
    },
  };
}
