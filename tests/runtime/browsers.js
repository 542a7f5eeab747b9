// Browsers, started as programs on a page that reports what it found: no driver is needed.
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_FLAGS, chromium, firefox } from './binaries.js';
import { serveSite } from './site.js';

/** Nothing of its own on the network, and no page but ours. */
const FIREFOX_SETTINGS = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9/',
  'termsofuse.bypassNotification': true,
  'toolkit.telemetry.enabled': false,
};

/** @type {Record<string, (profile: string, url: string) => [program: string, args: string[]]>} */
const START = {
  chromium: (profile, url) => [chromium(), [...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, url]],
  firefox(profile, url) {
    const lines = Object.entries(FIREFOX_SETTINGS).map(
      (entry) => `user_pref(${entry.map((one) => JSON.stringify(one))});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    return [firefox(), ['--headless', '--no-remote', '--profile', profile, url]];
  },
};

/**
 * Starts a browser at a page.
 * @param {Pick<import('node:test').TestContext, 'after'>} t ends it @param {'chromium' | 'firefox'} browser @param {string} url
 * @returns {Promise<never>} rejects when it ends by itself
 */
export function openBrowser(t, browser, url) {
  const profile = mkdtempSync(join(tmpdir(), 'spanloom-profile-'));
  const [program, args] = START[browser](profile, url);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  t.after(async () => {
    await stop(child);
    // Processes that it started may still be writing.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((_resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${browser} ended with ${code}: ${output}`)));
  });
}

/**
 * Runs the suite in a browser.
 * @param {import('node:test').TestContext} t @param {string} folder of the project
 * @param {'chromium' | 'firefox'} browser @param {'page' | 'worker' | 'service-worker'} place
 */
export async function runInBrowser(t, folder, browser, place) {
  const { origin, report } = await serveSite(t, folder);
  const ended = openBrowser(t, browser, `${origin}/site/?in=${place}`);
  const { results, error } = await Promise.race([report, ended]);
  if (error) throw new Error(`the ${place} failed in ${browser}: ${error}`);
  return results;
}

/** The browser with all of its processes. */
function stop(child) {
  if (child.exitCode !== null) return undefined;
  const gone = new Promise((resolve) => child.on('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  return gone;
}
