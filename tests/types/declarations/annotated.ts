// With `isolatedDeclarations` exports say their types.
import { createTracer, type KindDecorator, type KindFunction, type Tracer, tool } from 'spanloom';

export const tracer: Tracer = createTracer();
export const named: KindDecorator = tool({ name: 'named' });
export const kind: KindFunction = tracer.llm;
export const search: (question: string) => Promise<string[]> = tool(async (question) => [question]);
