// A tracer over the reference linker, with as much of spanloom's public API as the scorers and the pipelines need:
// kinds, trace, annotate, currentSpan, memory(). It sees values as JSON only, so it knows no identity.
import { AsyncLocalStorage } from 'node:async_hooks';
import { ReferenceLinker } from './linker.js';

const KINDS = ['workflow', 'agent', 'task', 'tool', 'llm', 'retrieval', 'embedding'];

export const memory = () => ({ spans: [] });

/** @param {any} options */
export function createTracer({ exporters: [sink], minLength }) {
  const context = new AsyncLocalStorage();
  const linkers = new Map();
  /** Ended spans in order of their end. */
  const waiting = [];
  let [ids, ticks] = [0, 0];
  const id = (length) => (++ids).toString(16).padStart(length, '0');

  function open({ name, kind, fn }) {
    const parent = context.getStore();
    const traceId = parent?.traceId ?? id(32);
    if (!linkers.has(traceId)) linkers.set(traceId, new ReferenceLinker({ minLength }));
    const linker = linkers.get(traceId);
    const span = linker.start({ id: id(16), parent: parent?.span, kind, fn });
    const handle = {
      traceId,
      spanId: span.id,
      span,
      linker,
      name,
      kind,
      begun: BigInt(++ticks),
      annotate: (fields) => annotate(handle, fields),
    };
    return handle;
  }

  function close(handle, output) {
    if (output !== undefined) note(handle, 'output', [output]);
    handle.linker.end(handle.span);
    handle.ended = BigInt(++ticks);
    waiting.push(handle);
  }

  function wrap(kind, fn, options = {}) {
    const name = options.name ?? (fn.name || kind);
    return function (...args) {
      const handle = open({ name, kind, fn: `${kind} ${name}` });
      note(handle, 'input', args);
      return run(handle, () => fn.apply(this, args));
    };
  }

  function run(handle, act) {
    let result;
    try {
      result = context.run(handle, act);
    } catch (error) {
      close(handle);
      throw error;
    }
    if (typeof result?.[Symbol.asyncIterator] === 'function' && typeof result.next === 'function')
      return streamed(handle, result);
    if (typeof result?.then !== 'function') {
      close(handle, result);
      return result;
    }
    return result.then(
      (value) => {
        close(handle, value);
        return value;
      },
      (error) => {
        close(handle);
        throw error;
      },
    );
  }

  async function* streamed(handle, source) {
    const items = [];
    for (;;) {
      const { done, value } = await context.run(handle, () => source.next());
      if (done) break;
      items.push(value);
      note(handle, 'output', [value]);
      yield value;
    }
    close(handle, items.every((item) => typeof item === 'string') ? items.join('') : items);
  }

  return {
    ...Object.fromEntries(KINDS.map((kind) => [kind, (fn, options) => wrap(kind, fn, options)])),
    trace(options, fn) {
      const { name, kind = 'task' } = typeof options === 'string' ? { name: options } : options;
      const handle = open({ name, kind, fn: `${kind} ${name}` });
      return run(handle, () => fn(handle));
    },
    annotate: (fields) => annotate(context.getStore(), fields),
    currentSpan: () => context.getStore(),
    async flush() {
      const links = new Map([...linkers].map(([traceId, linker]) => [traceId, linker.links()]));
      for (const { traceId, spanId, span, name, kind, begun, ended } of waiting.splice(0)) {
        const own = links.get(traceId).filter(({ to }) => to === span);
        sink.spans.push({
          traceId,
          spanId,
          parentSpanId: span.parent?.id,
          name,
          kind,
          startTimeUnixNano: begun,
          endTimeUnixNano: ended,
          links: own.map(({ from, fromSide, toSide, via }) => ({
            traceId,
            spanId: from.id,
            attributes: { from: fromSide, to: toSide, 'spanloom.via': via },
          })),
        });
      }
    },
    async shutdown() {},
  };
}

function annotate(handle, { input, output }) {
  if (input !== undefined) note(handle, 'input', [input]);
  if (output !== undefined) note(handle, 'output', [output]);
}

/** Values as JSON shows them; what JSON cannot show is left out. */
function note({ span, linker }, side, values) {
  const shown = values.map((value) => {
    try {
      return JSON.parse(JSON.stringify(value));
    } catch {
      return undefined;
    }
  });
  linker.value(span, side, side === 'input' ? shown : shown.filter((value) => value !== undefined));
}
