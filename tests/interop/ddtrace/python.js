// Runs a script with the release of ddtrace that found links by itself, and receives its events.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { peer } from '../../../scripts/lib/peers.mjs';
import { startServer } from '../../js/support/http-server.js';

const INFO = { endpoints: ['/evp_proxy/v2/', '/v0.4/traces'], version: '7.60.0' };
const EVENTS = '/evp_proxy/v2/api/v2/llmobs';

/** @type {import('../../js/support/http-server.js').Behaviour} */
const agent = (response, { path }) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(path === '/info' ? JSON.stringify(INFO) : '{}');

/**
 * @param {import('node:test').TestContext} t @param {string} script beside this file @param {unknown} [input] as JSON for the script
 * @returns {Promise<{ headers: import('node:http').IncomingHttpHeaders, text: string }[]>} the requests with events
 */
export async function runPython(t, script, input) {
  const { url, requests } = await startServer(t, agent);
  const env = {
    ...process.env,
    _DD_LLMOBS_AUTO_SPAN_LINKING_ENABLED: '1',
    DD_TRACE_AGENT_URL: new URL(url).origin,
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    DD_REMOTE_CONFIGURATION_ENABLED: 'false',
    DD_TRACE_STARTUP_LOGS: '0',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(peer('ddtrace', 'python'), [path], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  child.stdin.end(JSON.stringify(input ?? null));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${printed}`);
  return requests
    .filter((request) => request.path === EVENTS)
    .map(({ headers, body }) => ({ headers, text: body.toString() }));
}

/** @param {{ text: string }[]} requests @returns {any[]} */
export const eventsIn = (requests) => requests.flatMap(({ text }) => JSON.parse(text)).flatMap(({ spans }) => spans);
