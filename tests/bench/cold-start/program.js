// What is measured, in every runtime: milliseconds from nothing to the first span at an exporter, and to a session in the core.

/** From the import of the package to the first span that an exporter gets. @param {() => Promise<any>} load imports the package */
export async function firstSpan(load) {
  const start = performance.now();
  const { createTracer } = await load();
  let end;
  const exporter = {
    async export() {
      end ??= performance.now();
    },
  };
  const tracer = createTracer({ exporters: [exporter], onError: (error) => Promise.reject(error) });
  tracer.trace('first', () => {});
  await tracer.flush();
  return end - start;
}

/** "\0asm" and the version. */
export const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Compiles where it gets bytes, then instantiates. @param {BufferSource | WebAssembly.Module} source @param {(exports: any) => unknown} open */
export async function startWasm(source, open = () => {}) {
  const start = performance.now();
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  const { exports } = await WebAssembly.instantiate(module);
  open(exports);
  return performance.now() - start;
}

/** Opens a session as the package does. @param {any} CoreSession @param {any} readTracerOptions */
export const opener = (CoreSession, readTracerOptions) => {
  const { links } = readTracerOptions('bench', {});
  return (exports) => {
    exports._initialize();
    return new CoreSession(exports, links);
  };
};
