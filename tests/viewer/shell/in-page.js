// Main paths by events that a page can make itself, for a browser without a driver. What it finds goes to the server.

const element = document.querySelector('spanloom-trace');
const root = () => element.shadowRoot;
const found = {};

/** Waits until it is neither false nor undefined. @param {string} what @param {() => unknown} look */
async function until(what, look) {
  const end = performance.now() + 15_000;
  for (;;) {
    const value = look();
    if (value) return value;
    if (performance.now() > end) throw new Error(`${what} did not come: ${root()?.textContent.slice(0, 400)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const all = (selector) => [...root().querySelectorAll(selector)];
const textsOf = (selector) => all(selector).map((one) => one.textContent);
const press = (target, key) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));

async function run() {
  await until('the shell', () => root()?.querySelector('.shell'));
  for (const name of ['rag', 'agent']) {
    const response = await fetch(`/${name}.json`);
    found[name] = (await element.add(await response.text())).spans;
  }
  await until('both traces', () => all('[role=option]').length === 2);
  found.traces = textsOf('[role=option] .title');
  all('[role=option]')
    .find((option) => /invoke_agent/.test(option.textContent))
    .click();
  await until('the agent', () => /invoke_agent/.test(root().querySelector('.toolbar h2').textContent));
  all('[role=tab]')
    .find((tab) => tab.textContent === 'Timeline')
    .click();
  const grid = await until('the timeline', () => root().querySelector('[role=treegrid]'));
  await until('rows', () => all('.timeline .row').length === 7);
  press(grid, 'End');
  await until('a selection', () => root().querySelector('.row.selected'));
  found.selected = textsOf('.row.selected .name > .cut');
  found.links = all('.links .chosen').length;
  await until('its contents', () => /Bicycles travel free/.test(root().querySelector('.pane-content').textContent));
  press(grid, 'Home');
  press(grid, 'ArrowLeft');
  await until('a folded tree', () => all('.timeline .row').length === 1);
  const field = root().querySelector('.search input');
  field.value = 'timetable';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await until('what was found', () => /of \d/.test(root().querySelector('.search .found')?.textContent));
  press(field, 'Enter');
  await until('an unfolded tree', () => all('.timeline .row').length === 7);
  element.setAttribute('hash', '');
  await until('the fragment', () => /spanloom\.span=/.test(location.hash));
  found.hash = location.hash.replaceAll(/[0-9a-f]{16,}/g, '…');
}

/** @type {string | undefined} */
let error;
addEventListener('error', (event) => {
  error ??= event.message;
});
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  error ??= `${violatedDirective}: ${blockedURI}`;
});
await run().catch((cause) => {
  error ??= `${cause}`;
});
await fetch('/report', { method: 'POST', body: JSON.stringify({ found, error }) });
