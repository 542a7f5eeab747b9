// `spanloom link`: reads requests, links them, and writes them.
import { defaultThreads } from './link-arguments.js';
import { Output, outputEncoding } from './output.js';
import { openPool } from './pool.js';
import { RoundBuilder } from './rounds.js';
import { openSource } from './source.js';
import { Summary } from './summary.js';

/** @typedef {import('./link-arguments.js').LinkArguments} LinkArguments */
/** @typedef {import('./inputs.js').OpenInput} OpenInput */
/** @typedef {import('../formats/source.js').Piece} Piece */

/** Rounds that are in work at a time: enough to keep threads busy, few enough to bound memory. */
const MAX_ROUNDS = 3;

/**
 * @typedef {object} Link
 * @property {Pick<LinkArguments, 'from' | 'to' | 'threads' | 'window' | 'memory' | 'minLength'>} options
 * @property {OpenInput[]} inputs
 * @property {import('./sink.js').Sink} sink
 * @property {import('./progress.js').Progress} progress
 * @property {(refusal: import('./summary.js').Refusal) => void} onRefused
 */

/** @param {Link} link @returns {Promise<Summary>} */
export async function linkInputs({ options, inputs, sink, progress, onRefused }) {
  const summary = new Summary(onRefused);
  const work = new Work(options, inputs.length === 1, sink, summary, progress);
  try {
    for (const input of inputs) {
      const source = openSource(input, options.from);
      for await (const piece of source.pieces()) {
        await work.add(piece, source);
        progress.show();
      }
      work.endSource(source);
      summary.readBytes += source.read;
    }
    await work.end();
  } finally {
    await work.close();
  }
  return summary;
}

/** The pieces on their way from the inputs to the output. */
class Work {
  #options;
  #summary;
  #progress;
  #output;
  #builder = new RoundBuilder();
  /** The first, whose format is that of the output. @type {import('../formats/source.js').Source | undefined} */
  #source;
  #isSourceEnded = false;
  #isOneInput;
  /** @type {import('../formats/piece.js').Encoding} */
  #encoding = 'protobuf';
  /** @type {Pool | undefined} */
  #pool;
  /** Each resolves when the results of a round are written. @type {Promise<void>[]} */
  #rounds = [];

  /** @typedef {import('./pool.js').Pool} Pool */

  /** @param {Link['options']} options @param {boolean} isOneInput @param {import('./sink.js').Sink} sink @param {Summary} summary @param {Link['progress']} progress */
  constructor(options, isOneInput, sink, summary, progress) {
    this.#progress = progress;
    this.#isOneInput = isOneInput;
    this.#options = options;
    this.#summary = summary;
    this.#output = new Output(sink, (isLate) => this.#formatOfOutput(isLate));
  }

  /** @param {Piece} piece @param {import('../formats/source.js').Source} source */
  async add(piece, source) {
    if (piece.problem) this.#builder.refuse(piece.place, piece.problem);
    else await this.#addPiece(piece, source);
    if (this.#builder.isFull) await this.#startRound(this.#options.threads ?? defaultThreads());
  }

  /** @param {Piece} piece @param {import('../formats/source.js').Source} source */
  async #addPiece(piece, source) {
    if (!this.#source) {
      this.#source = source;
      this.#encoding = outputEncoding(this.#options.to, piece.encoding);
    }
    this.#summary.requests += 1;
    if (piece.signal !== 'traces') await this.#output.other(piece);
    if (piece.signal !== 'other') this.#builder.add(piece);
  }

  /** @param {import('../formats/source.js').Source} source */
  endSource(source) {
    if (source === this.#source) this.#isSourceEnded = true;
  }

  /** All pieces were added. */
  async end() {
    if (!this.#builder.isEmpty) await this.#startRound(this.#options.threads ?? 1);
    await Promise.all(this.#rounds);
    if (this.#pool) {
      await this.#progress.during('linking', this.#pool.finish());
      for await (const request of this.#pool.rest()) await this.#output.traces(request);
      this.#summary.addStats(await this.#pool.stats());
    }
    await this.#output.end();
    this.#summary.unwritten = this.#output.unwritten;
  }

  async close() {
    await Promise.allSettled(this.#rounds);
    await this.#pool?.close();
  }

  /** @param {number} threads */
  async #startRound(threads) {
    const { window, memory: maxBytes, minLength } = this.#options;
    this.#pool ??= await openPool(threads, this.#encoding, { window, maxBytes, minLength });
    const { round, places, refused } = this.#builder.take();
    const result = this.#pool.add(round);
    const before = this.#rounds.at(-1);
    const written = this.#write(result, places, refused, before);
    written.catch(() => {}); // Whoever awaits the rounds gets the error.
    this.#rounds.push(written);
    if (this.#rounds.length >= MAX_ROUNDS) await this.#rounds.shift();
  }

  /** @param {Promise<import('./shard.js').RoundResult>} result @param {string[]} places @param {import('./rounds.js').Refused[]} unread @param {Promise<void> | undefined} before */
  async #write(result, places, unread, before) {
    const { requests, refused } = await result;
    await before;
    const malformed = refused.map(({ index, reason }) => ({ index, place: places[index], reason }));
    const all = [...unread, ...malformed].sort((a, b) => a.index - b.index);
    for (const { place, reason } of all) this.#summary.refuse(place, reason);
    this.#summary.requests -= refused.length;
    for (const request of requests) await this.#output.traces(request);
  }

  /** @param {boolean} isLate @returns {import('../formats/piece.js').Format | undefined} */
  #formatOfOutput(isLate) {
    if (this.#options.to) return this.#options.to;
    const format = this.#source?.format;
    if (format !== 'json') return format ?? (isLate ? 'jsonl' : undefined);
    // One object becomes one object, and several become lines.
    if (this.#isOneInput) return this.#isSourceEnded || isLate ? 'json' : undefined;
    return 'jsonl';
  }
}
