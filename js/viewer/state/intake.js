// How spans come in: from the page, from files, from an address. What was read is told, and so is what could not be read.
import { count } from '../parts/format.js';
import { createArrival } from './arrival.js';

/** @typedef {import('../model.js').AddResult} AddResult */
/** @typedef {import('./state.js').State} State */
/** @typedef {ReturnType<typeof createIntake>} Intake */

/** @type {AddResult} */
const NOTHING = { spans: 0, traces: [], problems: [] };

/** @param {State} state */
export function createIntake(state) {
  const { store, messages, reading, openTrace } = state;

  /** Counts what is being read, and never rejects. @param {() => Promise<AddResult>} read @returns {Promise<AddResult>} */
  async function attempt(read) {
    reading.value++;
    try {
      return await read();
    } catch (error) {
      return { ...NOTHING, problems: [/** @type {any} */ (error)?.message ?? String(error)] };
    } finally {
      reading.value--;
    }
  }

  /** @param {AddResult} result @param {{ from?: string }} [place] */
  function tell(result, { from } = {}) {
    const { spans, traces, problems } = result;
    const where = from ? ` from ${from}` : '';
    if (problems.length > 0)
      messages.add(
        'problem',
        `${spans ? `${count(spans, 'span')} read${where}, but not everything` : `Nothing could be read${where}`}`,
        problems,
      );
    else if (from) messages.add('read', `${count(spans, 'span')} in ${count(traces.length, 'trace')} read${where}`);
    arrive(traces.at(-1));
    return result;
  }

  const arrive = createArrival(state);

  /** @param {any} otlp */
  const add = async (otlp) =>
    tell(await attempt(() => store.add(plainBytes(otlp), { origin: otlp instanceof Blob ? 'file' : 'page' })));

  return {
    add,
    /** @param {readonly object[]} spans */
    replace: async (spans) => {
      openTrace(undefined);
      await attempt(async () => {
        await store.remove();
        return tell(await store.addSpans(spans, { origin: 'page' }));
      }).then((result) => result.spans === 0 && tell(result));
    },
    /** @param {Iterable<File>} files */
    files: async (files) => {
      for (const file of files) {
        const result = await attempt(() => store.add(file, { origin: 'file' }));
        openTrace(result.traces.at(-1) ?? state.traceId.peek());
        tell(result, { from: file.name });
      }
    },
    /** @param {string} src @param {string} base */
    load: async (src, base) =>
      tell(
        await attempt(async () => {
          const url = new URL(src, base).href;
          const response = await fetch(url);
          if (!response.ok) throw new Error(`${url} answered ${response.status}`);
          return store.add(await response.blob(), { origin: 'page' });
        }),
      ),
    /** What a permalink contains. @param {string} otlp @param {boolean} isToOpen whether the link names nothing else to open */
    shared: async (otlp, isToOpen) => {
      const result = await attempt(() => store.add(otlp, { origin: 'link' }));
      if (isToOpen && result.traces.length > 0) openTrace(result.traces.at(-1));
      return tell(result, { from: 'a link' });
    },
    exporter: () => ({
      name: 'viewer',
      /** @param {readonly object[]} spans @param {{ resource?: Record<string, unknown> }} [context] */
      async export(spans, context) {
        const service = context?.resource?.['service.name'];
        tell(
          await attempt(() =>
            store.addSpans(spans, { origin: 'page', service: typeof service === 'string' ? service : undefined }),
          ),
        );
      },
    }),
  };
}

/** @param {any} otlp */
const plainBytes = (otlp) =>
  otlp instanceof ArrayBuffer
    ? new Uint8Array(otlp)
    : ArrayBuffer.isView(otlp)
      ? new Uint8Array(otlp.buffer, otlp.byteOffset, otlp.byteLength)
      : otlp;
