/** The member of an exporter that opens its outbox. A symbol, as it is internal to spanloom's own exporters. */
export const OUTBOX = Symbol('spanloom outbox');

/** @typedef {{ [OUTBOX]?: (onError: (error: unknown) => void, untraced?: import('../page/partition.js').Untraced) => import('../page/outbox.js').Outbox | undefined }} WithOutbox */
