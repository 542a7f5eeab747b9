// The engine as embind binds it: src/wasm/linker_bindings.cc. Not public; js/linker wraps it.
import type { LinkerStats } from './linker-stats.js';
import type { Bytes } from './platform.js';

/** Options of the engine, all of which it needs. */
export interface BoundOptions {
  grace: number;
  maxTraces: number;
  maxTraceBytes: number;
  maxBytes: number;
  minLength: number;
  /** JSON; empty for none. */
  conventions: string;
  shareIndex: number;
  shareCount: number;
}

/** `what` is empty if the request was taken. */
export interface AddResult {
  what: string;
  offset: number;
}

/** A value of the enum. */
export interface Encoding {
  readonly value: number;
}

/** Views of memory hold until the next call of any method. */
export interface BoundLinker {
  problem(): string;
  reserve(bytes: number): Bytes | null;
  addTraces(encoding: Encoding, now: number): AddResult;
  addLogs(encoding: Encoding, now: number): AddResult;
  work(units: number, now: number, all: boolean): boolean;
  has(traceId: string): boolean;
  links(traceId: string): void;
  explain(traceId: string, spanId: string, isReverse: boolean): void;
  contents(traceId: string, spanId: string): void;
  kinds(traceId: string): void;
  take(encoding: Encoding, now: number, all: boolean, traceId: string, maxBytes: number): number;
  withoutContent(): void;
  result(): Bytes;
  stats(): Omit<LinkerStats, 'memoryBytes'>;
}

/** An instance of the module, with memory of its own. */
export interface LinkerModule {
  Linker: new (options: BoundOptions) => BoundLinker;
  Encoding: { protobuf: Encoding; json: Encoding };
}

/** Makes an instance. Never settles if `instantiateWasm` does not call `done`. */
export function createModule(options: {
  instantiateWasm(imports: any, done: (instance: any) => void): object;
  printErr(text: string): void;
}): Promise<LinkerModule>;
