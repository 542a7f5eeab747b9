// Shared setup of the tests of pages in one file: the site and a browser, and for each test a receiver and a browser context.
import { after, before } from 'node:test';
import { project } from './packed.js';
import { launch, startReceiver, startSite } from './page-site.js';

/** Called once, outside of tests. `site` and `browser` are ready when the first test starts. */
export function useVisits() {
  const cleanUp = [];
  const visits = {
    site: undefined,
    browser: undefined,

    /** @param {import('node:test').TestContext} t closes them */
    async openContext(t) {
      const receiver = await startReceiver();
      const context = await visits.browser.newContext();
      t.after(async () => {
        await context.close();
        receiver.close();
      });
      return { receiver, context };
    },
  };
  before(async () => {
    visits.site = await startSite(project({ after: (clean) => cleanUp.push(clean) }));
    visits.browser = await launch();
  });
  after(async () => {
    await visits.browser?.close();
    visits.site?.close();
    for (const clean of cleanUp) clean();
  });
  return visits;
}
