// Where a function is written in place, its parameters have the types that they would have unwrapped.
import { type AnyFunction, createTracer, llm, task, tool, workflow } from 'spanloom';
import { expectTrue, type Same } from './expect.js';

type Input = { city: string };
type Execute<I, O> = (input: I, options: { toolCallId: string }) => AsyncIterable<O> | PromiseLike<O> | O;
type Unless<N, T> = [N] extends [never] ? Partial<Record<keyof T, undefined>> : T;
interface Schema<T> {
  parse(value: unknown): T;
}
declare const schema: Schema<Input>;

// As the AI SDK's `tool`: the input comes from one member and the output from another, behind a condition.
declare function aiTool<I, O>(
  tool: { inputSchema: Schema<I> } & Unless<O, { execute: Execute<I, O>; output?: 1 } | { output: 1; execute?: never }>,
): { input: I; output: O };
declare function aiTool<I>(tool: { inputSchema: Schema<I>; execute?: never }): { input: I };
const weather = aiTool({
  inputSchema: schema,
  execute: tool(async ({ city }) => {
    expectTrue<Same<typeof city, string>>();
    return { city, degrees: 3 };
  }),
});
expectTrue<Same<typeof weather, { input: Input; output: { city: string; degrees: number } }>>();
aiTool({
  inputSchema: schema,
  execute: tool(
    async ({ city }, { toolCallId }) => {
      expectTrue<Same<[typeof city, typeof toolCallId], [string, string]>>();
      return city;
    },
    { name: 'weather' },
  ),
});
aiTool({
  inputSchema: schema,
  execute: tool({ name: 'weather' })(async function* ({ city }) {
    expectTrue<Same<typeof city, string>>();
    yield city;
  }),
});

// As LangChain's `tool`: overloads, and a type parameter for the function itself.
declare function chainTool<S extends Schema<string>, F extends (input: string) => unknown = (input: string) => unknown>(
  func: F,
  fields: { schema: S },
): F;
declare function chainTool<
  S extends Schema<object>,
  I = S extends Schema<infer T> ? T : never,
  F extends (input: I, config: { signal: AbortSignal }) => unknown = (input: I, c: { signal: AbortSignal }) => unknown,
>(func: F, fields: { schema: S }): F;
chainTool(
  tool(async ({ city }, { signal }) => {
    expectTrue<Same<[typeof city, typeof signal], [string, AbortSignal]>>();
  }),
  { schema },
);

// As Hono's routes.
interface Context<Path> {
  param(name: Path extends `${string}:${infer Name}` ? Name : never): string;
}
type Handler<P> = (context: Context<P>, next: () => Promise<void>) => Response | Promise<Response>;
declare const app: {
  get<P extends string, H extends Handler<P> = Handler<P>>(path: P, handler: H): void;
  get(handler: Handler<'*'>): void;
};
app.get(
  '/ask/:question',
  workflow(
    async (context) => {
      expectTrue<Same<typeof context, Context<'/ask/:question'>>>();
      return new Response(context.param('question'));
    },
    { name: 'ask' },
  ),
);

// As OpenAI's `runTools`, React's props and the DOM's listeners.
type Runnable = { type: 'function'; function: { function: (args: Input, runner: { abort(): void }) => unknown } };
const tools: Runnable[] = [{ type: 'function', function: { function: tool(({ city }, { abort }) => [city, abort]) } }];
void tools;
interface Props {
  onClick?: ((event: MouseEvent) => void) | undefined;
  action?: string | ((data: FormData) => Promise<void>);
}
const props: Props = {
  onClick: task((event) => expectTrue<Same<typeof event, MouseEvent>>()),
  action: task(async (data) => expectTrue<Same<typeof data, FormData>>(), { name: 'submit' }),
};
void props;
document.addEventListener(
  'click',
  task((event) => expectTrue<Same<typeof event.clientX, number>>()),
);

// Callbacks, and wrappers around wrappers.
const lengths = ['a'].map(task((text) => text.length));
expectTrue<Same<typeof lengths, number[]>>();
const later = Promise.resolve(1).then(task((n) => String(n)));
expectTrue<Same<typeof later, Promise<string>>>();
const texts = ['a', 1].filter(task((value: unknown): value is string => typeof value === 'string'));
expectTrue<Same<typeof texts, string[]>>();
declare function retried<F extends AnyFunction>(fn: F): F;
declare function limited<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R;
type Step = (question: string) => string;
const around: Step[] = [
  retried(tool((question) => question.trim())),
  limited(tool((question) => question.trim())),
  tool(retried((question) => question.trim())),
  tool(limited((question) => question.trim())),
  task(tool((question) => question.trim())),
];
void around;
const steps = { a: llm((n) => n.toFixed()) } satisfies Record<string, (n: number) => string>;
expectTrue<Same<typeof steps.a, (n: number) => string>>();
const tracer = createTracer();
const own: Step = tracer.tool((question) => question.trim());
void own;

// @ts-expect-error the result has the wrong type
const wrong: Step = tool((question) => question.length);
// @ts-expect-error there is no such member
aiTool({ inputSchema: schema, execute: tool(async ({ town }) => town) });
void wrong;
