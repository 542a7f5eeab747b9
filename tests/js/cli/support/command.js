// Runs the command as a process.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeTraces } from '../../linker/support/protobuf.js';

export const COMMAND = fileURLToPath(new URL('../../../../js/cli/spanloom.js', import.meta.url));

/**
 * @param {string[]} args @param {{ input?: string | Uint8Array, env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<{ code: number | null, out: Buffer, err: string }>}
 */
export function run(args, { input = '', env = {}, cwd } = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env: { ...process.env, ...env } });
  child.stdin.on('error', () => {}); // It may end before it has read all.
  child.stdin.end(input);
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const out = [];
    let err = '';
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out: Buffer.concat(out), err }));
  });
}

/** @param {import('node:test').TestContext} t */
export function folderOf(t) {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-link-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The spans of requests, as OTLP's JSON has them, by id. @param {(string | Uint8Array)[]} requests */
export function spansOf(requests) {
  const read = requests.map((request) => (typeof request === 'string' ? JSON.parse(request) : decodeTraces(request)));
  const spans = read.flatMap(({ resourceSpans = [] }) =>
    resourceSpans.flatMap((/** @type {any} */ { scopeSpans = [] }) =>
      scopeSpans.flatMap((/** @type {any} */ { spans = [] }) => spans),
    ),
  );
  return new Map(spans.map((span) => [span.spanId, span]));
}

/** Its links as `to from`, in order. @param {(string | Uint8Array)[]} requests */
export function linksOf(requests) {
  const links = [...spansOf(requests).values()].flatMap(({ spanId, links = [] }) =>
    links.map((/** @type {any} */ link) => `${spanId} ${link.spanId}`),
  );
  return links.sort();
}
