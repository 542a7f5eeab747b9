// Shows in the viewer the files of the command, and what its receiver has got and gets.
import { follow } from './follow.js';

/** @typedef {{ problems: string[] }} AddResult */

const viewer = /** @type {HTMLElement & { add(otlp: Blob | Uint8Array): Promise<AddResult> }} */ (
  document.querySelector('spanloom-trace')
);
const [exporter, environment, copy, status] = ['exporter', 'environment', 'copy', 'status'].map(
  (id) => /** @type {HTMLElement} */ (document.getElementById(id)),
);

const url = `${location.origin}/v1/traces`;
for (const endpoint of document.querySelectorAll('.endpoint')) endpoint.textContent = url;
const isDefault = url === 'http://localhost:4318/v1/traces';
exporter.textContent = `init({ exporters: [${isDefault ? 'otlp()' : `otlp({ url: '${url}' })`}] })`;
environment.textContent = `OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}`;
// Browsers give it to secure pages alone, which one on another host is not.
copy.hidden = navigator.clipboard === undefined;
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(url);
  copy.textContent = 'Copied';
});

let received = 0;
/** What went wrong last. It stays until something else does, as a later success does not undo it. */
let problem = '';

/** @param {string} [now] what is so at the moment */
function tell(now) {
  const count = received === 1 ? '1 request received' : `${received} requests received`;
  status.textContent = [problem, now ?? (received > 0 ? count : 'Waiting for traces')].filter(Boolean).join('. ');
}

/** @param {string} name of the source @param {Blob | Uint8Array} otlp */
async function add(name, otlp) {
  const { problems } = await viewer.add(otlp);
  if (problems.length > 0) problem = `${name}: ${problems[0]}`;
}

async function addFiles() {
  const names = /** @type {string[]} */ (await (await fetch('/files')).json());
  for (const [index, name] of names.entries()) {
    tell(`Reading ${name}`);
    const response = await fetch(`/files/${index}`);
    if (response.ok) await add(name, await response.blob());
    else problem = `${name}: ${await response.text()}`;
  }
}

tell();
await customElements.whenDefined('spanloom-trace');
await addFiles().catch((error) => {
  problem = `The files cannot be read: ${error.message}`;
});
tell();
await follow({
  async onRequests(requests) {
    for (const request of requests) await add('A request', request);
    received += requests.length;
    tell();
  },
  onMissed(count) {
    problem = count === 1 ? '1 older request is no longer kept' : `${count} older requests are no longer kept`;
    tell();
  },
  onLost: () => tell('The command does not answer; trying again'),
  onFound: () => tell(),
});
