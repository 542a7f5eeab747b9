// Prints the links of a small program; to be run where there is no WebAssembly.
import { createTracer, memory } from '../../../js/index.js';

const compile = () => {
  throw new Error('compiled');
};
Object.assign(globalThis.WebAssembly ?? {}, { compile, instantiate: compile });

const sink = memory();
/** @type {string[]} */
const errors = [];
const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(String(error)) });
const find = tracer.tool(() => ({ found: ['what the core is to find again in a copy of this'] }));
const tell = tracer.task((/** @type {object} */ found) => JSON.stringify(found).length);
tracer.workflow(() => tell(structuredClone(find())))();
await tracer.flush();
const links = sink.spans.map((span) => span.links.map(({ attributes }) => attributes['spanloom.via']));
console.log(JSON.stringify({ links, errors, isReady: tracer.stats()?.core.isReady }));
