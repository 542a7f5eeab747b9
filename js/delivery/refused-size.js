/** How long a refused size is remembered. */
const MEMORY_MS = 600_000;

/** The smallest body that a destination refused as too large. A body of at least that size is halved without trying it. */
export class RefusedSize {
  #bytes = 0;
  #until = 0;

  /** @param {number | undefined} bytes */
  includes(bytes) {
    return bytes !== undefined && bytes >= this.#bytes && Date.now() < this.#until;
  }

  /** @param {number} bytes */
  add(bytes) {
    if (this.includes(bytes)) return;
    this.#bytes = bytes;
    this.#until = Date.now() + MEMORY_MS;
  }
}
