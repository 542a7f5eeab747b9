// Options, exporters and spans.
import {
  annotate,
  consoleExporter,
  createTracer,
  type currentSpan,
  type Explanation,
  type Exporter,
  explain,
  type FinishedSpan,
  type flush,
  init,
  memory,
  otlp,
  type Span,
  type Stats,
  type stats,
  type TextRange,
  type Tracer,
} from 'spanloom';
import { expectTrue, type Same } from './expect.js';

const sink = memory({ limit: 100 });
const tracer: Tracer = init({
  service: 'types',
  exporters: [
    sink,
    otlp({
      url: new URL('http://localhost/v1/traces'),
      headers: () => ({ key: 'value' }),
      store: { owner: () => 'ann' },
    }),
    consoleExporter({ explain: true }),
  ],
  capture: { input: true, output: false },
  links: { policy: 'every-use', members: { depth: 2 } },
  sample: ({ kind }) => kind === 'workflow',
  mask: (value, { direction }) => (direction === 'input' ? undefined : value),
});

const custom: Exporter = {
  async export(spans) {
    const [span] = spans;
    if (span) expectTrue<Same<typeof span.endTimeUnixNano, bigint>>();
    return { rejected: 0 };
  },
};
const encoded: Exporter = { encoding: 'otlp-json', export: ({ body }) => void body.byteLength };
createTracer({ exporters: [custom, encoded] });

expectTrue<Same<typeof sink.spans, FinishedSpan[]>>();
expectTrue<Same<ReturnType<typeof currentSpan>, Span | undefined>>();
expectTrue<Same<ReturnType<typeof flush>, Promise<void>>>();
expectTrue<Same<ReturnType<typeof stats>, Stats | undefined>>();

createTracer({
  links: {
    structure: false,
    text: { minLength: 48, ranges: true },
    attribution: true,
    maxTextBytes: 1e6,
    ignore: (value) => value === sink,
  },
});
createTracer({ links: { text: false } });
for (const finished of sink.spans) {
  const [first] = explain(finished, sink.spans);
  expectTrue<Same<typeof first, Explanation>>();
  expectTrue<Same<ReturnType<typeof tracer.explain>, Explanation[]>>();
  const places: (TextRange | undefined)[] | undefined = finished.links[0]?.pieces?.map(({ to }) => to.range);
  for (const range of places ?? []) if (range) finished.input?.slice(...range);
}
expectTrue<Same<Stats['content']['linkSkipped'], number>>();

const span = tracer.startSpan({ name: 'manual', kind: 'tool' });
const size = span.run((text: string) => text.length, 'text');
expectTrue<Same<typeof size, number>>();
span.link({ traceId: '', spanId: '' }, { reason: 'manual' });
span.annotate({ usage: { input_tokens: 1 }, error: new Error('no') });
declare const reported: { inputTokens: number | undefined; inputTokenDetails: { cacheReadTokens?: number } };
span.annotate({ usage: reported });
// @ts-expect-error counts are a record
span.annotate({ usage: 5 });
span.end();
const headers = tracer.inject(new Headers());
expectTrue<Same<typeof headers, Headers>>();
const joined = tracer.extract(headers).run(async (text: string) => text.length, 'text');
expectTrue<Same<typeof joined, Promise<number>>>();
span.link(tracer.extract(undefined));
const meta = tracer.inject({ progressToken: 1 }, { values: [{ text: 'sent' }, 'sent'], format: 'mcp' });
tracer.extract(meta, { values: ['arrived'] }).run(() => 1);
const counted = tracer.withAttributes(
  { sessionId: 's', userId: undefined, tags: { plan: 'pro' }, attributes: { count: 1n } },
  (text: string, times: number) => text.length * times,
  'text',
  2,
);
expectTrue<Same<typeof counted, number>>();
annotate({ tags: ['a'], metrics: { score: 1 } });

// @ts-expect-error no such policy
init({ links: { policy: 'all' } });
// @ts-expect-error no such option of text
init({ links: { text: { length: 32 } } });
// @ts-expect-error only what has ended can be explained
explain(span);
// @ts-expect-error an exporter exports
init({ exporters: [{}] });
// @ts-expect-error no such format
otlp({ format: 'xml' });
// @ts-expect-error ids are read only
span.traceId = '';
// @ts-expect-error text carries nothing
tracer.inject('headers');
// @ts-expect-error values are listed
tracer.inject({}, { values: 'body' });
// @ts-expect-error no such format
tracer.inject({}, { format: 'grpc' });
// @ts-expect-error the function takes a number
tracer.withAttributes({}, (count: number) => count, 'one');
// @ts-expect-error no such field
tracer.withAttributes({ metadata: {} }, () => 1);
// @ts-expect-error names of attributes
init({ baggage: 'user.id' });
// @ts-expect-error no such field
annotate({ inputs: 1 });
// @ts-expect-error a link needs both ids
span.link({ spanId: '' });
// @ts-expect-error encoded exporters get no spans
createTracer({ exporters: [{ encoding: 'otlp-json', export: (spans: FinishedSpan[]) => void spans }] });
