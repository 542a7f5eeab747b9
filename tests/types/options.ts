// Each option may be undefined, as it may come from the environment or from an optional field, and data may have an interface.
import {
  type Annotations,
  annotate,
  type CaptureOptions,
  type ConsoleOptions,
  createTracer,
  type DatadogOptions,
  datadog,
  type Exporter,
  type ExportResult,
  type FlushOptions,
  init,
  inject,
  type LinkOptions,
  memory,
  type OtlpOptions,
  otlp,
  type QueueOptions,
  type Span,
  type SpanExporter,
  type SpanOptions,
  type StartOptions,
  type StoreOptions,
  startSpan,
  type TracerOptions,
  task,
  trace,
  type Usage,
} from 'spanloom';
import { expectTrue } from './expect.js';

/** The optional members, as undefined. */
type Undefined<T> = { [K in keyof T as object extends Pick<T, K> ? K : never]: undefined };
type TakesUndefined<T> = Undefined<T> extends Pick<T, keyof Undefined<T> & keyof T> ? true : false;
type Group<T> = Exclude<T, boolean | undefined>;
expectTrue<TakesUndefined<TracerOptions>>();
expectTrue<TakesUndefined<CaptureOptions>>();
expectTrue<TakesUndefined<QueueOptions>>();
expectTrue<TakesUndefined<LinkOptions>>();
expectTrue<TakesUndefined<Group<LinkOptions['text']>>>();
expectTrue<TakesUndefined<Group<LinkOptions['members']>>>();
expectTrue<TakesUndefined<OtlpOptions>>();
expectTrue<TakesUndefined<Group<OtlpOptions['retry']>>>();
expectTrue<TakesUndefined<StoreOptions>>();
expectTrue<TakesUndefined<ConsoleOptions>>();
expectTrue<TakesUndefined<Group<Parameters<typeof memory>[0]>>>();
expectTrue<TakesUndefined<SpanExporter>>();
expectTrue<TakesUndefined<ExportResult>>();
expectTrue<TakesUndefined<SpanOptions>>();
expectTrue<TakesUndefined<StartOptions>>();
expectTrue<TakesUndefined<Annotations>>();
expectTrue<TakesUndefined<Usage>>();
expectTrue<TakesUndefined<FlushOptions>>();

declare const env: Record<string, string | undefined>;
declare const user: { id?: string };
init({ version: env.VERSION, exporters: [otlp({ url: env.OTLP_URL })], onError: undefined });
otlp({ headers: { authorization: env.KEY } });
const datadogOptions: DatadogOptions = { mlApp: 'bot', apiKey: env.KEY, site: undefined, url: undefined, retry: {} };
datadog(datadogOptions);
trace({ name: 'step', userId: user.id, sessionId: user.id, tags: { plan: user.id } }, () => 1);
task(() => 1, { model: env.MODEL });
task({ model: env.MODEL })(() => 1);

interface Details {
  tenant: string;
  attempt?: number;
}
class Version {
  readonly major = 1;
  toString() {
    return `${this.major}`;
  }
}
interface Scores {
  helpful: number;
  funny?: number;
}
interface Headings {
  authorization: string;
}
declare const details: Details;
declare const scores: Scores;
declare const headings: Headings;
declare const span: Span;
init({ resource: details, exporters: [otlp({ headers: headings }), otlp({ headers: async () => headings })] });
init({ resource: new Version() });
annotate({ metadata: details, attributes: details, metrics: scores, tags: headings });
annotate({ metadata: { tenant: 'a', deep: { details } } });
task(() => 1, { metadata: details, attributes: details });
startSpan({ name: 'step', metadata: details });
span.link(span, details);
inject(headings);
createTracer({
  onError: (error: Error) => void error.message,
  links: { ignore: (value: object) => value === details },
});

// @ts-expect-error a function is no data
annotate({ metadata: () => details });
// @ts-expect-error text is no data
annotate({ metadata: 'text' });
// @ts-expect-error a number is no data
annotate({ attributes: 5 });
// @ts-expect-error a list has no names
annotate({ attributes: ['a'] });
// @ts-expect-error a Map has no members
init({ resource: new Map([['a', 1]]) });
// @ts-expect-error an `await` is missing
annotate({ metadata: Promise.resolve(details) });
// @ts-expect-error metrics are numbers
annotate({ metrics: { score: 'high' } });
// @ts-expect-error headers are text
otlp({ headers: { attempt: 5 } });
// @ts-expect-error attributes of a link have names
span.link(span, 'manual');
// @ts-expect-error counts are a record
annotate({ usage: () => 5 });
// @ts-expect-error a class has to be made first
annotate({ metadata: Version });
// @ts-expect-error a function carries nothing
inject(() => 1);
// @ts-expect-error an exporter's limit is a number
memory({ limit: '5' });
// @ts-expect-error what is told is an error or something else, but not two things
init({ onError: (error: unknown, more: string) => void [error, more] });
// @ts-expect-error a number is no module
init({ wasm: 5 });
// @ts-expect-error the name of the app is required
datadog({ apiKey: 'key' });
// @ts-expect-error a key is text
datadog({ mlApp: 'bot', apiKey: 5 });
// @ts-expect-error a list of destinations
init({ propagate: { to: 'https://api.example' } });
// @ts-expect-error a destination is no object
init({ propagate: { to: [{ url: 'https://api.example' }] } });
// @ts-expect-error an answer is a Response
otlp({ fetch: async () => 5 });

// What a request takes is enough, and what another one takes is not asked for.
otlp({ fetch: async (url, init) => (url.startsWith('https:') ? fetch(url, init) : new Response()) });
otlp({ fetch: (url: string | URL, init?: RequestInit) => fetch(url, init) });
const exporter: Exporter = {
  encoding: 'otlp-json',
  async export({ body, contentType }, { signal }) {
    await fetch('/', { method: 'POST', body, headers: { 'content-type': contentType }, signal });
  },
};
class Own implements SpanExporter {
  readonly seen: string[] = [];
  async export(spans: Parameters<SpanExporter['export']>[0]) {
    for (const { name, status, parentSpanId = 'root' } of spans)
      this.seen.push(name, status.message ?? '', parentSpanId);
  }
}
const { tool, flush, currentSpan } = createTracer({ exporters: [exporter, new Own()] });
tool(() => currentSpan()?.annotate({}));
flush();
