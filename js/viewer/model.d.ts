// What the store, which runs in a worker, tells the views. All of it can be cloned.

export type Side = 'input' | 'output';
export type Via = 'identity' | 'member' | 'structure' | 'text' | 'manual';
/** The seven kinds of the tracer; `step` for a span that says none. */
export type StepKind = 'workflow' | 'agent' | 'llm' | 'tool' | 'retrieval' | 'embedding' | 'task' | 'step';
export type Status = 'ok' | 'error' | 'unset';
/** Where a trace came from: `page` through the element's API, `file` a dropped file, `link` a permalink. */
export type Origin = 'page' | 'file' | 'link';

export interface Tokens {
  input?: number;
  output?: number;
}

/** A trace in the list. */
export interface TraceSummary {
  traceId: string;
  /** Name of the root span, or of the earliest. */
  name: string;
  services: string[];
  sessionId?: string;
  /** Milliseconds since the Unix epoch. */
  start: number;
  /** Milliseconds. */
  duration: number;
  spanCount: number;
  status: Status;
  kinds: StepKind[];
  tokens?: Tokens;
  origin: Origin;
  /** The first 200 characters of the root's input and output, as text. */
  question?: string;
  answer?: string;
  /** Distinct names of steps and messages of errors, to look for; at most 2,000 characters. */
  terms?: string;
}

/** A trace as a graph and a timeline. Spans are in the order of the tree: a parent stands before its children, siblings by start. */
export interface TraceModel {
  traceId: string;
  /** Rises when something comes for the trace. */
  version: number;
  start: number;
  duration: number;
  spans: SpanRow[];
  links: LinkRow[];
  /** Why only recorded links are there. */
  problem?: string;
}

export interface SpanRow {
  spanId: string;
  /** Index in `spans`, -1 for a root or a span whose parent is not known. */
  parent: number;
  depth: number;
  name: string;
  kind: StepKind;
  service: string;
  /** Milliseconds from the start of the trace. */
  start: number;
  duration: number;
  status: Status;
  model?: string;
  tokens?: Tokens;
}

/** `to` used something of `from`: indexes in `spans`. */
export interface LinkRow {
  from: number;
  to: number;
  fromSide: Side;
  toSide: Side;
  via: Via;
  /** Share of the text of `to` that came from `from`, 0 to 1. */
  overlap?: number;
}

/** A span with its contents. */
export interface SpanDetail {
  traceId: string;
  spanId: string;
  attributes: { key: string; value: unknown }[];
  resource: { key: string; value: unknown }[];
  scope: string;
  /** `time`: milliseconds from the start of the span. */
  events: { name: string; time: number; attributes: { key: string; value: unknown }[] }[];
  status: Status;
  /** The error and its causes, outermost first. */
  errors: { type: string; message: string; stack?: string }[];
  /** Contents that are input or output, in the order of the recording. */
  contents: Content[];
  /** It was exported without contents, so that there may have been some. */
  isWithoutContents?: boolean;
  /** Where parts of this span came from. {@link Run} refers to them by index. */
  origins: Connection[];
  /** Where parts of this span went. */
  uses: Connection[];
}

/** One end of what two spans share: the other span, and the place in it. */
export interface Connection {
  spanId: string;
  side: Side;
  attribute: string;
  range: [number, number];
  via: Via;
  /** The same words, as they stand in the other span, decoded; at most 300 characters. */
  text: string;
}

export interface Content {
  side: Side;
  /** Key of the attribute, or of the group of flattened attributes. */
  attribute: string;
  blocks: Block[];
}

export type Block =
  | { type: 'message'; role: string; name?: string; blocks: Block[] }
  | { type: 'tool-call'; name: string; id?: string; blocks: Block[] }
  | { type: 'tool-result'; name?: string; id?: string; blocks: Block[] }
  | { type: 'reasoning'; blocks: Block[] }
  | { type: 'document'; title?: string; id?: string; score?: number; blocks: Block[]; metadata?: TreeNode }
  | { type: 'text'; runs: Run[]; rest: number }
  | { type: 'tree'; node: TreeNode }
  /** Binary or remote content: named, never loaded. */
  | { type: 'media'; kind: string; description: string };

/** A stretch of text. `rest` of a text block counts the characters that were left out. */
export interface Run {
  text: string;
  attribute: string;
  /** Where it stands in the attribute's string. */
  range: [number, number];
  /** Indexes in `origins`; empty: no known source. The first is the nearest. */
  origins: number[];
  /** Indexes in `uses`. */
  uses: number[];
}

/** JSON with places. `more` counts children that were left out, or characters of a string. */
export interface TreeNode {
  key?: string;
  type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Of a string, and of a number, boolean or null as it is written. */
  runs?: Run[];
  children?: TreeNode[];
  more?: number;
}

export interface AddResult {
  spans: number;
  traces: string[];
  /** What could not be read, by reason. */
  problems: string[];
}

/** The store in the worker, as the page sees it through Comlink. */
export interface TraceStore {
  /** OTLP as protobuf (gzip or not), JSON, JSON lines; a `File` or `Blob` is read in pieces. */
  add(otlp: Blob | Uint8Array | string | object, options?: { origin?: Origin }): Promise<AddResult>;
  /** Spans of `memory()`, or as exporters receive them. */
  addSpans(spans: readonly object[], options?: { origin?: Origin; service?: string }): Promise<AddResult>;
  /** Calls back with all summaries, newest first, at most four times a second, now and when something has come. */
  watch(onSummaries: (summaries: TraceSummary[]) => void): Promise<void>;
  trace(traceId: string): Promise<TraceModel | undefined>;
  span(traceId: string, spanId: string, options?: { full?: boolean }): Promise<SpanDetail | undefined>;
  /** IDs of spans whose name, attributes or contents contain the text, in order of the tree. */
  search(traceId: string, text: string): Promise<string[]>;
  /** Traces of a session in the order of their start. */
  session(sessionId: string): Promise<TraceSummary[]>;
  /** A trace as OTLP JSON with its links. Without `content`, no value of content is in it. `spanId`: this span alone. */
  export(traceId: string, options?: { content?: boolean; spanId?: string }): Promise<string>;
  remove(traceId?: string): Promise<void>;
}
