// A page of headless Chromium in which a project's modules can be imported as they are.
import { chromium as playwright } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium } from './binaries.js';
import { serveSite } from './site.js';

/**
 * Opens an empty page: `page.evaluate(async () => (await import('/scenario.js')).scenario())`.
 * @param {import('node:test').TestContext} t closes it @param {string} folder of the project
 * @param {{ policy?: string }} [options] Content-Security-Policy; by default one that forbids eval
 */
export async function openPage(t, folder, options) {
  const { origin } = await serveSite(t, folder, options);
  const browser = await playwright.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${origin}/blank`);
  return page;
}
