import { PIECE_BYTES } from '../formats/piece.js';

/** @typedef {import('./shard.js').Round} Round */
/** @typedef {import('../formats/source.js').Piece} Piece */

/** `index`: of the piece that came next. @typedef {{ index: number, place: string, reason: string }} Refused */

/** What a refusal counts as, so that a round of nothing else ends as well. */
const REFUSED_BYTES = 256;

/** Gathers pieces to rounds: enough work to be worth a message to each thread. */
export class RoundBuilder {
  /** @type {Piece[]} */
  #pieces = [];
  /** @type {Refused[]} */
  #refused = [];
  #size = 0;
  #clock = 0;

  get isFull() {
    return this.#size >= PIECE_BYTES;
  }

  get isEmpty() {
    return this.#pieces.length === 0 && this.#refused.length === 0;
  }

  /** @param {Piece} piece of traces or logs */
  add(piece) {
    this.#pieces.push(piece);
    this.#size += piece.bytes.length;
  }

  /** A part of the input that is no piece. It is kept with the pieces, so that all refusals are told in their order. @param {string} place @param {string} reason */
  refuse(place, reason) {
    this.#refused.push({ index: this.#pieces.length, place, reason });
    this.#size += REFUSED_BYTES;
  }

  /** Starts the next round. @returns {{ round: Round, places: string[], refused: Refused[] }} `places` of its pieces */
  take() {
    // All threads read the same memory.
    const bytes = new Uint8Array(
      new SharedArrayBuffer(this.#pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)),
    );
    const ends = [];
    let end = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece.bytes, end);
      end += piece.bytes.length;
      ends.push(end);
    }
    const signals = this.#pieces.map(({ signal }) => (signal === 'logs' ? 'logs' : 'traces'));
    const round = { bytes, ends, signals, clock: this.#clock };
    const places = this.#pieces.map(({ place }) => place);
    const refused = this.#refused;
    this.#clock += end;
    this.#pieces = [];
    this.#refused = [];
    this.#size = 0;
    return { round, places, refused };
  }
}
