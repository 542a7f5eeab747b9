// What is drawn of a graph, as a test sees it.

export const card = (page, span) => page.locator(`[data-node="span s${span}"]`);
export const selected = (page) => page.evaluate(() => globalThis.state.selection.value);
export const names = (page) => page.locator('[role=treeitem] .graph-name').allInnerTexts();
export const heard = (page, span) => card(page, span).evaluate((one) => one.textContent);
export const transform = (page) => page.locator('.graph-world').evaluate((world) => world.style.transform);
export const placeOf = async (locator) => {
  const { x, y } = await locator.boundingBox();
  return [Math.round(x), Math.round(y)];
};
/** An edge, and a point at which nothing covers it. */
export const edgeInSight = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('#host').shadowRoot;
    for (const line of root.querySelectorAll('.graph-hit')) {
      const matrix = line.getScreenCTM();
      for (let share = 0.1; share < 1; share += 0.1) {
        const { x, y } = line.getPointAtLength(line.getTotalLength() * share).matrixTransform(matrix);
        if (root.elementFromPoint(x, y) === line) return { id: line.parentElement.dataset.edge, x, y };
      }
    }
    throw new Error('no edge is in sight');
  });
export const settled = (page) =>
  page.waitForFunction(() => document.querySelector('#host').shadowRoot.querySelector('.graph-pane'));
