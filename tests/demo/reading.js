// What a page of the demo shows.
import assert from 'node:assert/strict';

/** Waits for the answer and its lit words. @param {import('playwright-core').Page} page */
export async function answered(page) {
  await page.locator('#answer mark').first().waitFor();
  await page.locator('#delivery', { hasText: 'spans' }).waitFor();
}

/** Console errors, uncaught errors and violations of the policy. @param {import('playwright-core').Page} page */
export function problemsOf(page) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  return problems;
}

/** The lit words of a text, by the passage that they belong to. @param {import('playwright-core').Page} page @param {string} id */
export const lit = (page, id) =>
  page
    .locator(`#${id} mark`)
    .evaluateAll((marks) => Object.fromEntries(marks.map((mark) => [mark.dataset.passage, mark.textContent])));

/** Letters and digits are what the texts share. @param {Record<string, string>} words */
export const letters = (words) =>
  Object.fromEntries(
    Object.entries(words).map(([passage, text]) => [
      passage,
      text
        .replace(/\\./g, '')
        .replace(/[^\p{L}\p{N}]/gu, '')
        .toLowerCase(),
    ]),
  );

/** What an experiment says in the end. @param {import('playwright-core').Page} page @param {string} id */
export async function experiment(page, id) {
  const button = page.locator(`[data-experiment="${id}"]`);
  await button.click();
  await page.locator(`[data-experiment="${id}"][data-sign]:enabled`).waitFor();
  const finding = await page.locator('#result .finding').innerText();
  const told = await page.locator('#result').innerText();
  assert.match(told.slice(0, -finding.length), /^\w.+\. Expected: \w.+\. $/, 'what was expected comes first');
  return finding;
}

/** Ends of lines, at the marks that they join. @param {import('playwright-core').Page} page */
export const wiresOf = (page) =>
  page.locator('.wire').evaluateAll((wires) => wires.map((wire) => wire.dataset.passage));
