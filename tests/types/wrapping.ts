// What TypeScript has to accept and what it has to refuse. Checked by the compiler, never run.
import { agent, annotate, createTracer, currentSpan, llm, retrieval, type Span, task, tool, trace, workflow } from 'spanloom';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_T extends true>() => undefined;

// A wrapped function has the type of the function.
const length = (text: string, extra = 0): number => text.length + extra;
const traced = tool(length, { name: 'length' });
same<Equal<typeof traced, typeof length>>();
same<Equal<ReturnType<typeof traced>, number>>();
// @ts-expect-error a number is no string
traced(1);
// @ts-expect-error sync stays sync
traced('a').then;

// Async, generators and generics are kept.
const load = retrieval(async (id: number) => ({ id }));
same<Equal<ReturnType<typeof load>, Promise<{ id: number }>>>();
const stream = llm(async function* (text: string) {
  yield text;
});
same<Equal<ReturnType<typeof stream>, AsyncGenerator<string, void, unknown>>>();
const first = task(<T>(list: T[]): T | undefined => list[0]);
const one: number | undefined = first([1, 2]);
// @ts-expect-error the element type is inferred
const wrong: string | undefined = first([1, 2]);

// Overloads.
function pick(value: string): string;
function pick(value: number): number;
function pick(value: string | number) {
  return value;
}
const picked = task(pick);
const text: string = picked('a');
const count: number = picked(1);

// `this` is part of the type.
const method = tool(function (this: { base: number }, more: number) {
  return this.base + more;
});
// @ts-expect-error called without its `this`
method(1);
method.call({ base: 1 }, 2);

// Own properties.
const tagged = tool(Object.assign((value: string) => value, { schema: { type: 'string' } }));
const schema: { type: string } = tagged.schema;

// Decorators, bare and called, on methods only.
class Bot {
  @agent
  async run(goal: string) {
    return goal;
  }

  @tool({ name: 'search' })
  static search(query: string) {
    return [query];
  }

  @llm({ model: 'm' })
  async *#answer(question: string) {
    yield question;
  }

  // @ts-expect-error a getter is no method
  @task
  get state() {
    return this.#answer('x');
  }
}
// @ts-expect-error a class is no method
@workflow
class Whole {}

// The rest of the API.
const sum: Promise<number> = trace({ name: 'sum', kind: 'task' }, async (span: Span) => span.traceId.length);
const result: string = trace('step', (span) => span.run((value: string) => value, 'x'));
const active: Span | undefined = currentSpan();
annotate({ usage: { input_tokens: 1 }, tags: ['a'], metadata: { deep: { value: 1 } } });
// @ts-expect-error no such field
annotate({ inptu: 1 });
// @ts-expect-error no such kind
trace({ name: 'x', kind: 'chain' }, () => 1);
// @ts-expect-error no such option
tool(length, { nmae: 'x' });
// @ts-expect-error no such policy
createTracer({ links: { policy: 'all' } });
// @ts-expect-error an exporter exports
createTracer({ exporters: [{}] });
createTracer({ exporters: [{ export: async (spans) => void spans[0].links[0].attributes.from }] });
// @ts-expect-error only functions are wrapped
workflow(1);

export { active, Bot, count, one, result, schema, sum, text, Whole, wrong };
