// A wrapped function has the type it had.
import { llm, retrieval, task, tool, trace, workflow } from 'spanloom';
import { expectTrue, type Same } from './expect.js';

interface Doc {
  text: string;
}

const search = async (question: string, limit = 3): Promise<Doc[]> => [{ text: question.repeat(limit) }];
const wrapped = retrieval(search, { name: 'search', args: ['question', 'limit'] });
expectTrue<Same<typeof wrapped, typeof search>>();

const identity = <T>(value: T): T => value;
const generic = task(identity);
expectTrue<Same<typeof generic, typeof identity>>();
expectTrue<Same<ReturnType<typeof generic<number>>, number>>();

async function* tokens(prompt: string): AsyncGenerator<string, void, boolean> {
  yield prompt;
}
const streaming = llm(tokens, { model: 'm', provider: 'openai' });
expectTrue<Same<typeof streaming, typeof tokens>>();

function bound(this: { prefix: string }, name: string) {
  return this.prefix + name;
}
const greeting = tool(bound);
greeting.call({ prefix: 'hello ' }, 'you');
// @ts-expect-error `this` is wrong
greeting.call({}, 'you');

function overloaded(value: string): string;
function overloaded(value: number): number;
function overloaded(value: string | number) {
  return value;
}
const either = task(overloaded);
expectTrue<Same<typeof either, typeof overloaded>>();

const guard = (value: unknown): value is string => typeof value === 'string';
const guarding = task(guard);
expectTrue<Same<typeof guarding, typeof guard>>();

const counting = Object.assign((text: string) => text.length, { calls: 0 });
const counted = tool(counting);
expectTrue<Same<typeof counted, typeof counting>>();

// Written in place, it has the type that it has unwrapped.
const defaults = tool(async (text: string, { limit = 3 } = {}) => text.repeat(limit));
const unwrapped = async (text: string, { limit = 3 } = {}) => text.repeat(limit);
expectTrue<Same<typeof defaults, typeof unwrapped>>();
const constant = task(() => 'text');
expectTrue<Same<typeof constant, () => string>>();
const label = task((_n: number) => 'text', { name: 'label' });
expectTrue<Same<typeof label, (_n: number) => string>>();
const inline = tool(<T extends object>(value: T) => ({ ...value, ok: true }));
expectTrue<Same<ReturnType<typeof inline<{ a: 1 }>>, { a: 1 } & { ok: boolean }>>();
// @ts-expect-error nothing says what the question is
task((question) => question);

// A wrapper around ours.
const twice = <F extends (text: string) => string>(fn: F): F => task(task(fn));
const parts = <A extends unknown[], R>(fn: (...args: A) => R): ((...args: A) => R) => task((...args) => fn(...args));
void [twice, parts];

const factory = workflow({ name: 'run' });
const run = factory(async (question: string) => wrapped(question));
expectTrue<Same<Parameters<typeof run>, [question: string]>>();

const sync = trace('step', (span) => span.traceId.length);
expectTrue<Same<typeof sync, number>>();
const later = trace({ name: 'step', kind: 'llm' }, async () => 'text');
expectTrue<Same<typeof later, Promise<string>>>();

// @ts-expect-error an argument of the wrong type
wrapped(1);
// @ts-expect-error not a function
task('text');
// @ts-expect-error a class cannot be traced
task(class Wrong {});
declare const maybe: (() => void) | undefined;
// @ts-expect-error there may be no function
task(maybe);
// @ts-expect-error an `await` is missing
task(Promise.resolve(search));
// @ts-expect-error no such option of a decorator
task({ nmae: 'search' })(search);
// @ts-expect-error no such option
task(search, { nmae: 'search' });
// @ts-expect-error the kind is in the wrapper's name
task(search, { kind: 'llm' });
// @ts-expect-error no such kind
trace({ name: 'step', kind: 'step' }, () => 1);
// @ts-expect-error the result is a promise
const text: string = trace('step', async () => 'text');
void text;
