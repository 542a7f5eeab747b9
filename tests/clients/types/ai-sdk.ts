// The AI SDK's tools and usage, of both versions.
import { type EmbeddingModelUsage, type LanguageModelUsage, tool as tool6 } from 'ai-6';
import {
  type EmbeddingModelUsage as EmbeddingModelUsage7,
  type LanguageModelUsage as LanguageModelUsage7,
  tool as tool7,
} from 'ai-7';
import { z } from 'zod';
import { annotate, tool } from '../../../js/index.js';
import { expectTrue, type Same } from '../../types/expect.js';

const inputSchema = z.object({ city: z.string() });

const weather6 = tool6({
  description: 'The weather in a city',
  inputSchema,
  execute: tool(async ({ city }) => {
    expectTrue<Same<typeof city, string>>();
    return { city, degrees: 3 };
  }),
});
expectTrue<Same<(typeof weather6)['inputSchema'], ReturnType<typeof bare6>['inputSchema']>>();
const bare6 = () => tool6({ inputSchema, execute: async ({ city }) => ({ city, degrees: 3 }) });

const weather7 = tool7({
  description: 'The weather in a city',
  inputSchema,
  execute: tool(
    async ({ city }, { toolCallId }) => {
      expectTrue<Same<[typeof city, typeof toolCallId], [string, string]>>();
      return { city, degrees: 3 };
    },
    { name: 'weather' },
  ),
});
const bare7 = () => tool7({ inputSchema, execute: async ({ city }) => ({ city, degrees: 3 }) });
expectTrue<Same<(typeof weather7)['inputSchema'], ReturnType<typeof bare7>['inputSchema']>>();

tool7({
  inputSchema,
  execute: tool({ name: 'cities' })(async function* ({ city }) {
    expectTrue<Same<typeof city, string>>();
    yield city;
  }),
});
// @ts-expect-error there is no such member
tool7({ inputSchema, execute: tool(async ({ town }) => town) });

declare const usage: LanguageModelUsage | LanguageModelUsage7 | EmbeddingModelUsage | EmbeddingModelUsage7;
annotate({ usage });
