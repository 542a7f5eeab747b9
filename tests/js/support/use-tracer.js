// Uses a tracer in the ways that functions give results.

class OwnPromise extends Promise {}

/** @param {import('spanloom').Tracer} tracer */
export async function useTracer(tracer) {
  const step = tracer.tool((/** @type {unknown} */ value) => ({ of: value }), { name: 'step' });
  const items = tracer.task(
    async function* () {
      yield step(1);
      await undefined;
      yield step(2);
    },
    { name: 'items' },
  );
  const thenable = tracer.task(() => OwnPromise.resolve(step(3)), { name: 'thenable' });
  const stream = tracer.llm(
    () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue('text');
          controller.close();
        },
      }),
    { name: 'stream' },
  );
  const flow = tracer.workflow(
    async (/** @type {string} */ question) => {
      await undefined;
      const given = [step(question), await thenable()];
      for await (const item of items()) given.push(step(item));
      for await (const chunk of stream()) given.push(step(chunk));
      await new Promise((resolve) => setTimeout(resolve, 1));
      return given.map(step);
    },
    { name: 'flow' },
  );
  await Promise.all([flow('a question'), flow('another')]);
  await tracer.trace('block', async () => step(await flow('the last')));
  await tracer.flush();
}
