/** Where an exporter of spanloom's own has what opens its store: no name that an exporter of a user's may have. */
export const OUTBOX = Symbol('spanloom outbox');

/** @typedef {{ [OUTBOX]?: (onError: (error: unknown) => void, quietly?: import('../otlp/owner.js').Quietly) => import('../page/outbox.js').Outbox | undefined }} WithOutbox */
