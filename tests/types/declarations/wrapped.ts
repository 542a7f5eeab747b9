// A library that exports what it wrapped.
import { createTracer, init, llm, otlp, tool, workflow } from 'spanloom';

interface Doc {
  text: string;
}
export const search = tool(async (question: string, limit = 3): Promise<Doc[]> => [{ text: question.repeat(limit) }]);
export const inline = workflow(<T>(value: T, ...rest: number[]) => ({ value, rest }), { name: 'inline' });
export const guard = tool((value: unknown): value is string => typeof value === 'string');
export const stream = llm(async function* (prompt: string) {
  yield prompt;
});
export const named = tool({ name: 'named' });
export const renamed = named((value: number) => value);
export const tracer = init({ exporters: [otlp()] });
export const { task, flush } = createTracer();
export const handlers = { search, stop: tool((_reason?: string) => {}) };
export class Agent {
  @tool
  greet(name: string) {
    return name;
  }
  readonly think = llm(async (question: string) => question);
}
