// Compiles without any types of a platform.
import { createTracer, type EncodedExporter, init, memory, otlp, type WasmSource } from 'spanloom';
import { createLinker, type Linker } from 'spanloom/core';
import engine from 'spanloom/linker.wasm';
import wasm from 'spanloom/spanloom.wasm';

const sink = memory();
init({ exporters: [sink, otlp({ url: '/v1/traces', headers: async () => ({ key: 'value' }) })], wasm });
export const exporter: EncodedExporter = {
  encoding: 'otlp-protobuf',
  export({ body, parts = [] }, { signal }) {
    if (signal.aborted || parts.length > 0) return { rejected: 1 };
    return void body.subarray(0, 1);
  },
};
export const source: WasmSource = new Uint8Array(8);
export const { tool } = createTracer({ wasm: async () => source });
const linker: Linker = await createLinker({ wasm: engine });
linker.add(source as Uint8Array);
export const linked: Uint8Array | undefined = linker.take();
