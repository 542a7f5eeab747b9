/** Four steps whose values pass from one to the next: three links. @param {import('../../../js/index.js').Tracer} tracer */
export function recordSteps(tracer) {
  const { llm, retrieval, task, workflow } = tracer;
  const find = retrieval((/** @type {string} */ question) => [{ text: `Keys rotate by themselves: ${question}` }], {
    name: 'find',
  });
  const prompt = task((/** @type {{ text: string }[]} */ [{ text }]) => ({ content: `Be brief. ${text}` }), {
    name: 'prompt',
  });
  const answer = llm((/** @type {{ content: string }} */ { content }) => ({ text: content.toUpperCase() }), {
    name: 'answer',
    model: 'small',
  });
  workflow((/** @type {string} */ question) => answer(prompt(find(question))), { name: 'ask' })(
    'How do I rotate a signing key?',
  );
}
