/** For how long. */
const LIMIT_MS = 600_000;

/** The size of bodies that a destination has refused as too large: what is no smaller needs no attempt. */
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
    this.#until = Date.now() + LIMIT_MS;
  }
}
