// The browser's own model (the Prompt API), where there is one.

const IN_ENGLISH = { expectedOutputs: [{ type: 'text', languages: ['en'] }] };

/** @returns {Promise<import('../../examples/docs-bot/steps.js').Model | undefined>} */
export async function findBuiltIn() {
  const { LanguageModel } = /** @type {any} */ (globalThis);
  const availability = await LanguageModel?.availability?.(IN_ENGLISH).catch(() => 'unavailable');
  if (!availability || availability === 'unavailable') return undefined;
  return { name: 'built-in', provider: 'browser', stream: (prompt) => promptBuiltIn(LanguageModel, prompt) };
}

async function* promptBuiltIn(LanguageModel, prompt) {
  const session = await LanguageModel.create(IN_ENGLISH);
  try {
    const reader = session.promptStreaming(prompt).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read())
      yield { type: 'text-delta', text: part.value };
    yield { type: 'finish', finishReason: 'stop' };
  } finally {
    session.destroy();
  }
}
