const INTERVAL_MS = 50;
const TIMEOUT_MS = 60_000;

/**
 * Reads again and again until what is read is enough.
 * @template T @param {() => Promise<T>} read @param {(value: T) => boolean} isEnough @param {string} what for the error
 */
export async function eventually(read, isEnough, what) {
  const end = performance.now() + TIMEOUT_MS;
  for (;;) {
    const value = await read();
    if (isEnough(value)) return value;
    if (performance.now() > end) throw new Error(`gave up waiting for ${what}, got ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
