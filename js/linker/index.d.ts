/**
 * The link engine without the tracer: gives links to spans that somebody else recorded, with any OpenTelemetry SDK.
 * @module spanloom/core
 */

export { ConfigurationError } from '../types/errors.js';
export type { Link, TextRange } from '../types/link.js';
export {
  createLinker,
  type Linker,
  type PartOfSpan,
  type PartOrigin,
  type PartUse,
  type SpanContent,
  type SpanPart,
} from '../types/linker.js';
export { LinkerDeletedError, LinkerFailedError, OtlpError } from '../types/linker-errors.js';
export type {
  AddOptions,
  Convention,
  ExplainOptions,
  LinkerOptions,
  ProcessOptions,
  TakeOptions,
} from '../types/linker-options.js';
export type { ContentGap, LinkerStats } from '../types/linker-stats.js';
export type { Kind } from '../types/span-options.js';
export type { WasmSource } from '../types/tracer-options.js';
