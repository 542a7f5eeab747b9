import { chromium as playwright } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium } from '../runtime/binaries.js';

/**
 * @typedef {Object} Visit
 * @property {unknown} result what the page's program gave
 * @property {{ path: string, status: number, type: string | undefined }[]} answers to every request, in order
 * @property {string[]} workers the paths of the scripts of those that run then
 * @property {string[]} complaints requests without an answer, and what the console warned of
 */

/**
 * Opens a page in Chromium and waits until its program has set `result`.
 * @param {import('node:test').TestContext} t
 * @param {string} url
 * @returns {Promise<Visit>} rejects with what the page throws
 */
export async function visit(t, url) {
  const browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const [answers, complaints] = [[], []];
  page.on('response', (response) => {
    const { pathname: path } = new URL(response.url());
    answers.push({ path, status: response.status(), type: response.headers()['content-type'] });
  });
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const thrown = new Promise((_, reject) => page.on('pageerror', reject));
  await Promise.race([thrown, run(page, url)]);
  const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
  return { result: await page.evaluate(() => globalThis.result), answers, workers, complaints };
}

async function run(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => 'result' in globalThis);
}
