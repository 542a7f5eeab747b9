import { MAX_TIMEOUT_MS } from '../base/abortable-timeout.js';
import { timeoutError } from './pending-export.js';

/** Shuts an exporter down. Rejects when its timeout is over, and keeps the process alive until then. @param {import('../exporters/read-exporter.js').ReadExporter} exporter */
export async function shutDown(exporter) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const timedOut = new Promise((_, reject) => {
    timer = setTimeout(() => reject(timeoutError(exporter)), Math.min(exporter.timeout, MAX_TIMEOUT_MS));
  });
  try {
    await Promise.race([exporter.shutdown?.(), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
