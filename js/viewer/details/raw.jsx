import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { copy } from '../parts/copy.js';
import { testCase } from '../share/test-case.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */

const MAX_SHOWN = 100_000;

/** The span as OTLP JSON, asked for when somebody wants it. @param {{ state: State, detail: SpanDetail, name: string }} props */
export function Raw({ state, detail, name }) {
  const { traceId, spanId } = detail;
  const json = useSignal(/** @type {string | undefined} */ (undefined));
  useEffect(() => {
    json.value = undefined;
  }, [detail]);
  const load = async () => readable(await state.store.export(traceId, { spanId, content: true }));
  const whole = async () => (await state.store.span(traceId, spanId, { full: true })) ?? detail;
  /** @param {() => Promise<unknown>} act */
  const attempt = (act) => () => void act().catch(state.failed);
  return (
    <>
      <p class="buttons">
        <button
          type="button"
          class="button"
          aria-expanded={json.value !== undefined}
          onClick={attempt(async () => {
            json.value = json.value === undefined ? await load() : undefined;
          })}
        >
          {json.value === undefined ? 'Show JSON' : 'Hide JSON'}
        </button>
        <button
          type="button"
          class="button"
          onClick={attempt(async () => copy(await load(), state, 'The span was copied as JSON'))}
        >
          Copy JSON
        </button>
        <button
          type="button"
          class="button"
          title="A program of node:test with this input and output"
          onClick={attempt(async () => copy(testCase(await whole(), name), state, 'A test case was copied'))}
        >
          Copy as test case
        </button>
      </p>
      {json.value !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="raw" aria-label="The span as JSON" tabIndex={0}>
          <pre>
            {json.value.slice(0, MAX_SHOWN)}
            {json.value.length > MAX_SHOWN &&
              `\n… ${json.value.length.toLocaleString('en')} characters: copy it to see all`}
          </pre>
        </section>
      )}
    </>
  );
}

/** @param {string} json */
function readable(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
