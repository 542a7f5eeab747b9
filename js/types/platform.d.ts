// Types of the platform, taken from the declarations that a project has: those of the DOM, of Node, of Workers, or none. Without
// declarations, each type is the minimum that spanloom needs. The types come from `fetch`, because some platforms declare classes
// that `typeof globalThis` does not contain.

type PlatformFetch = typeof globalThis extends { fetch: infer Fetch extends (...args: any[]) => unknown }
  ? Fetch
  : (url: string | { readonly href: string }, init?: { signal?: { readonly aborted: boolean } }) => Promise<object>;
type Init = NonNullable<Parameters<PlatformFetch>[1]>;

/** The platform's `AbortSignal`. */
export type AbortSignal = NonNullable<Init['signal']>;
/** The platform's `Response`. */
export type Response = Awaited<ReturnType<PlatformFetch>>;
/** The platform's `URL`. */
export type URL = Extract<Parameters<PlatformFetch>[0], { readonly href: string }>;
/** A function that spanloom can call in place of `fetch`. spanloom passes it a string and an `init` only. */
export type Fetch = (url: string, init: Init) => Promise<Response>;
/** `WebAssembly.Module`, or `never` in a project without types for WebAssembly. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;
/** `Uint8Array<ArrayBuffer>`, written so that TypeScript before 5.7 accepts it. */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;
/** `Disposable`, or any object in a project without types for `Symbol.dispose`. */
export type Disposable = SymbolConstructor extends { readonly dispose: infer Dispose extends symbol }
  ? { [Method in Dispose]: () => void }
  : object;
