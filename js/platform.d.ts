// What spanloom names of the platform, as the project's own types have it: the DOM's, Node's, those of Workers, or none at all. Then it is what spanloom
// needs of it. `fetch` is where they all meet: some declare classes, which `typeof globalThis` does not have.

type PlatformFetch = typeof globalThis extends { fetch: infer Fetch extends (...args: any[]) => unknown }
  ? Fetch
  : (url: string | { readonly href: string }, init?: { signal?: { readonly aborted: boolean } }) => Promise<object>;
type Init = NonNullable<Parameters<PlatformFetch>[1]>;

export type AbortSignal = NonNullable<Init['signal']>;
export type Response = Awaited<ReturnType<PlatformFetch>>;
export type URL = Extract<Parameters<PlatformFetch>[0], { readonly href: string }>;
/** What is asked of a `fetch`, and no more, so that one which takes only this will do. */
export type Fetch = (url: string, init: Init) => Promise<Response>;
/** `WebAssembly.Module`; where there are no types for it, there can be none either. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;
/** `Uint8Array<ArrayBuffer>`, which TypeScript before 5.7 does not know. */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;
