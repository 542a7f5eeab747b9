// Datadog's own stand-in for its Agent: it takes what the Agent takes, and gives back all requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer } from '../../../scripts/lib/peers.mjs';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';

/** @param {Pick<import('node:test').TestContext, 'after'>} t ends it */
export async function startAgent(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-agent-'));
  const [agent, http, grpc, ui] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const ports = { port: agent, 'otlp-http-port': http, 'otlp-grpc-port': grpc, 'web-ui-port': ui };
  const args = [
    '--host=127.0.0.1',
    ...Object.entries(ports).map(([name, port]) => `--${name}=${port}`),
    '--disable-llmobs-data-forwarding',
    `--snapshot-dir=${folder}`,
  ];
  await startProgram(t, peer('agent', 'ddapm-test-agent'), args, [/(CTRL\+C)/]);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const url = `http://127.0.0.1:${agent}`;
  const get = async (/** @type {string} */ address) => /** @type {Promise<any>} */ ((await fetch(address)).json());
  return {
    /** Of the Agent. */
    url,
    /** All requests that the Agent got: `{ method, url, headers, body }`, the body in base64. */
    requests: () => get(`${url}/test/session/requests`),
    otlp: `http://127.0.0.1:${http}/v1/traces`,
    /** All requests that its OTLP receiver got: those in JSON as they came, those in protobuf by protobuf's own mapping. */
    otlpRequests: () => get(`http://127.0.0.1:${http}/test/session/traces`),
  };
}
