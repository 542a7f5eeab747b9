// A Worker that tells what a message would carry in the first request of its isolate. The tracer is that of the options, or was made just before.
import { createTracer, inject, memory, retrieval } from 'spanloom';
import { instrument } from 'spanloom/edge';

const TEXT = 'The lighthouse opens on Sundays, and its lamp room holds six visitors at a time.';
const exporters = [memory()];

const handlerOf = ({ inject, retrieval }) => {
  const find = retrieval(async () => [{ text: TEXT }], { name: 'find' });
  return async () => {
    const [{ text }] = await find();
    return Response.json(inject({}, { values: [text] }));
  };
};

const byOptions = instrument(handlerOf({ inject, retrieval }), () => ({ exporters }));

export default {
  fetch(request, env, ctx) {
    if (env.WAY === 'options') return byOptions(request, ctx);
    const tracer = createTracer({ exporters });
    return instrument(handlerOf(tracer), { tracer })(request, ctx);
  },
};
