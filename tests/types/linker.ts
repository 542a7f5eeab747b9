// spanloom/core: what its types accept, reject and return.
import {
  type AddOptions,
  ConfigurationError,
  createLinker,
  type ExplainOptions,
  type Kind,
  type Link,
  type Linker,
  LinkerDeletedError,
  type LinkerOptions,
  OtlpError,
  type PartOrigin,
  type PartUse,
  type ProcessOptions,
  type SpanContent,
  type TakeOptions,
} from 'spanloom/core';
import { expectTrue, type Same } from './expect.js';

type Undefined<T> = { [K in keyof T]-?: undefined };
type TakesUndefined<T> = Undefined<T> extends T ? true : false;
expectTrue<TakesUndefined<LinkerOptions>>();
expectTrue<TakesUndefined<AddOptions>>();
expectTrue<TakesUndefined<ProcessOptions>>();
expectTrue<TakesUndefined<TakeOptions>>();
expectTrue<TakesUndefined<ExplainOptions>>();

const linker: Linker = await createLinker({ grace: 0, links: { text: { minLength: 60 } }, wasm: new Uint8Array(8) });
await createLinker();
await createLinker({ conventions: [{ attribute: 'acme.in', holds: 'input' }] });
// @ts-expect-error there is no such thing to hold
await createLinker({ conventions: [{ attribute: 'acme.in', holds: 'inputs' }] });

linker.add('{}');
linker.add(new Uint8Array(8), { signal: 'logs' });
linker.add(new ArrayBuffer(8));
linker.add(new DataView(new ArrayBuffer(8)));
linker.add({ resourceSpans: [] });
// @ts-expect-error a number is no request
linker.add(1);
// @ts-expect-error there are traces and logs only
linker.add('{}', { signal: 'metrics' });
await createLinker({
  conventions: [
    { attribute: 'a', holds: 'input' },
    { log: 'l', body: true, holds: 'output' },
  ],
});
await createLinker({ conventions: [{ event: 'e', attribute: 'a.*', holds: 'conversation' }] });
// @ts-expect-error only log records have a body
await createLinker({ conventions: [{ body: true, holds: 'input' }] });
// @ts-expect-error there is no such content
await createLinker({ conventions: [{ attribute: 'a', holds: 'prompt' }] });
// @ts-expect-error the option is called grace
await createLinker({ graze: 1 });

const links = linker.links('0'.repeat(32));
expectTrue<Same<typeof links, Record<string, Link[]>>>();
const origins = linker.explain('0'.repeat(32), '0'.repeat(16));
expectTrue<Same<typeof origins, PartOrigin[]>>();
const uses = linker.explain('0'.repeat(32), '0'.repeat(16), { reverse: true });
expectTrue<Same<typeof uses, PartUse[]>>();
export const sources: string[] = origins.map(({ from }) => from.spanId);
export const targets: string[] = uses.map(({ to }) => to.spanId);

const contents = linker.contents('0'.repeat(32), '0'.repeat(16));
expectTrue<Same<typeof contents, SpanContent[]>>();
// @ts-expect-error contents are of one span
linker.contents('0'.repeat(32));
const kinds = linker.kinds('0'.repeat(32));
expectTrue<Same<typeof kinds, Record<string, Kind>>>();

const json = linker.take({ format: 'json', done: true });
expectTrue<Same<typeof json, string | undefined>>();
const bytes = linker.take();
expectTrue<typeof bytes extends Uint8Array | undefined ? true : false>();
expectTrue<Same<ReturnType<typeof linker.process>, Promise<void>>>();

export const explain = (error: unknown): string => {
  if (error instanceof OtlpError) return `byte ${error.offset}`;
  return error instanceof LinkerDeletedError || error instanceof ConfigurationError ? error.message : '';
};
linker.delete();
