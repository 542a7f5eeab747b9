/** A request that is not taken: the message says why to whoever sent it. */
export class Refusal extends Error {
  name = 'Refusal';

  /** @param {number} status of HTTP @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}
