// A platform that declares its names as classes, as Workers do: `typeof globalThis` does not have these.
declare class URL {
  constructor(url: string);
  readonly href: string;
  readonly searchParams: Map<string, string>;
}
declare abstract class AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
declare class Headers {
  get(name: string): string | null;
  set(name: string, value: string): void;
}
declare class Request {
  readonly headers: Headers;
  readonly url: string;
}
declare class Response {
  constructor(body?: string | Uint8Array);
  readonly status: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
interface RequestInit {
  method?: string;
  body?: string | Uint8Array | null;
  headers?: Headers | Record<string, string>;
  signal?: AbortSignal | null;
}
declare function fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
declare namespace WebAssembly {
  class Module {
    private constructor();
  }
}
