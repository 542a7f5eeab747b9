// Serves a project to browsers as its files are, under a policy that forbids eval: only package names are replaced, as a development server does it, because workers know no import map.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { bodyOf, startReceiver } from './receiver.js';

const PACKAGE = '/node_modules/spanloom';
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const BLANK = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';
const PAGES = new Map([
  ['/blank', BLANK],
  ['/site/', `${BLANK}<script type="module" src="/site/index.js"></script>`],
]);
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:; img-src data:";
const IMPORT = /\b(from|import)(\s*\(?\s*)'(spanloom(?:\/core)?|#[\w-]+)'/g;
const CONDITIONS = ['browser', 'import', 'default'];

/** What the first condition that holds gives. */
function targetOf(map) {
  if (typeof map === 'string') return map;
  const found = Object.entries(map).find(([condition]) => CONDITIONS.includes(condition));
  return found && targetOf(found[1]);
}

async function pathsOf(folder) {
  const { exports, imports } = JSON.parse(await readFile(join(folder, PACKAGE, 'package.json'), 'utf8'));
  const targets = Object.entries({ spanloom: exports['.'], 'spanloom/core': exports['./core'], ...imports });
  return new Map(targets.map(([name, map]) => [name, join(PACKAGE, targetOf(map))]));
}

/**
 * @param {Pick<import('node:test').TestContext, 'after'>} t @param {string} folder @param {{ policy?: string }} [options]
 * @returns {Promise<{ origin: string, report: Promise<any> }>} where the page is at `/site/`, and what it will have reported
 */
export async function serveSite(t, folder, { policy = POLICY } = {}) {
  const paths = await pathsOf(folder);
  let receive;
  const report = new Promise((resolve) => {
    receive = resolve;
  });
  const origin = await startReceiver(t, async (request, response, { pathname }) => {
    response.setHeader('content-security-policy', policy);
    if (pathname === '/report') {
      receive(JSON.parse(await bodyOf(request)));
      return response.end();
    }
    const page = PAGES.get(pathname);
    if (page) return response.setHeader('content-type', 'text/html').end(page);
    const file = await readFile(join(folder, normalize(pathname))).catch(() => undefined);
    const type = extname(pathname);
    if (!file || !TYPES[type]) return response.writeHead(404).end();
    response.setHeader('content-type', TYPES[type]);
    if (type !== '.js') return response.end(file);
    response.end(file.toString().replace(IMPORT, (_, word, space, name) => `${word}${space}'${paths.get(name)}'`));
  });
  return { origin, report };
}
