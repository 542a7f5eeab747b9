// Models of the AI SDK that answer as the fake APIs do, made of the mocks of `ai/test`.
import { callsOf, MODEL, recordOf, textOf, usageOf, words } from '../server/answers.js';

/**
 * @param {any} Mock a class of `ai/test` @param {import('../server/server.js').FakeApi} api is told of the middle of each answer
 */
export function mockModel(Mock, api) {
  return new Mock({
    modelId: MODEL,
    doGenerate: async ({ prompt }) => {
      const asked = read(prompt);
      await api.middle(asked.id);
      return { content: content(asked), ...end(asked), response: { modelId: MODEL }, warnings: [] };
    },
    doStream: async ({ prompt }) => ({ stream: ReadableStream.from(parts(read(prompt), api)) }),
  });
}

/** @param {any} Mock a class of `ai/test` @param {import('../server/server.js').FakeApi} api */
export const mockEmbedding = (Mock, api) =>
  new Mock({
    modelId: MODEL,
    maxEmbeddingsPerCall: 8,
    doEmbed: async ({ values }) => {
      const { id } = read(values);
      await api.middle(id);
      return { embeddings: values.map(() => [id, id / 2]), usage: { tokens: usageOf(id).input }, warnings: [] };
    },
  });

function read(prompt) {
  const text = JSON.stringify(prompt);
  const [, id, plan] = /#(\d+) (\w+)/.exec(text);
  return { id: Number(id), plan, turn: text.includes('"tool-result"') ? 1 : 0 };
}

function content({ id, plan, turn }) {
  if (plan === 'tools' && turn === 0)
    return callsOf(id).map((call) => ({
      type: 'tool-call',
      toolCallId: call.id,
      toolName: call.name,
      input: JSON.stringify(call.input),
    }));
  return [{ type: 'text', text: plan === 'record' ? JSON.stringify(recordOf(id)) : textOf(id) }];
}

function end({ id, plan, turn }) {
  const { input, output, cached } = usageOf(id, turn);
  const reason = plan === 'tools' && turn === 0 ? 'tool-calls' : 'stop';
  return {
    finishReason: { unified: reason, raw: reason },
    usage: {
      inputTokens: { total: input, noCache: input - cached, cacheRead: cached, cacheWrite: 0 },
      outputTokens: { total: output, text: output, reasoning: 0 },
    },
  };
}

async function* parts(asked, api) {
  yield { type: 'stream-start', warnings: [] };
  yield { type: 'response-metadata', id: `mock-${asked.id}`, modelId: MODEL };
  for (const part of content(asked)) {
    if (part.type === 'tool-call') {
      yield { type: 'tool-input-start', id: part.toolCallId, toolName: part.toolName };
      yield { type: 'tool-input-delta', id: part.toolCallId, delta: part.input };
      yield { type: 'tool-input-end', id: part.toolCallId };
      yield part;
    } else {
      yield { type: 'text-start', id: '1' };
      for (const delta of words(part.text)) yield { type: 'text-delta', id: '1', delta };
      yield { type: 'text-end', id: '1' };
    }
  }
  await api.middle(asked.id);
  if (asked.plan === 'fail') return yield { type: 'error', error: `overloaded ${asked.id}` };
  yield { type: 'finish', ...end(asked) };
}
