// Any server that speaks OpenAI's chat completions. The key is kept in memory, and goes to this URL alone.

/** @param {{ url: string, model: string, key: string }} settings @returns {import('../../examples/docs-bot/steps.js').Model} */
export const openAi = ({ url, model, key }) => ({
  name: model,
  provider: new URL(url).hostname,
  stream: (prompt) => complete({ url, model, key }, prompt),
});

async function* complete({ url, model, key }, prompt) {
  const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: prompt }] }),
  });
  if (!response.ok)
    throw new Error(`The model's server says ${response.status}: ${(await response.text()).slice(0, 200)}`);
  for await (const data of eventsOf(response.body)) {
    if (data === '[DONE]') return;
    const { choices, usage } = JSON.parse(data);
    const [choice] = choices ?? [];
    if (choice?.delta?.content) yield { type: 'text-delta', text: choice.delta.content };
    if (choice?.finish_reason) {
      const totalUsage = usage && { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
      yield { type: 'finish', finishReason: choice.finish_reason, totalUsage };
    }
  }
}

/** The data of server-sent events. @param {ReadableStream<Uint8Array>} body */
async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (text + part.value).split(/\r?\n/);
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
}
