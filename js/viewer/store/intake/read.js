// Reads what the store is given into requests of OTLP's JSON, a few milliseconds at a time.
import { Source } from '../../../formats/source.js';
import { nextTurn } from '../../../linker/pace.js';
import { isRecord } from '../../otlp/any-value.js';
import { requestOfProtobuf } from '../../otlp/protobuf.js';
import { DECOMPRESSOR } from './decompress.js';
import { bounded, openInput } from './inputs.js';
import { cutLarge } from './large-request.js';

/** @typedef {import('../../../formats/source.js').Piece} Piece */
/** A request, with its bytes if it came as JSON of its own. @typedef {{ request: any, bytes?: Uint8Array, place: string }} ReadRequest */
/** @typedef {{ problem: string }} Problem */

/** More is never parsed at once. */
const LARGE_BYTES = 4 << 20;
const MAX_REQUEST_BYTES = 2 ** 29;
const SLICE_MS = 8;

const decoder = new TextDecoder();

/**
 * @param {any} otlp bytes, text, a Blob, a request as an object, or a list of these
 * @returns {AsyncGenerator<ReadRequest | Problem>} never throws
 */
export async function* readRequests(otlp) {
  const input = openInput(otlp);
  let sliceStart = performance.now();
  for await (const read of input ? readInput(input) : readObjects(otlp)) {
    if (read) yield read;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await nextTurn();
    sliceStart = performance.now();
  }
}

/** @param {any} otlp @returns {AsyncGenerator<ReadRequest | Problem | undefined>} */
async function* readObjects(otlp) {
  if (Array.isArray(otlp)) for (const each of otlp) yield* Array.isArray(each) ? refuse() : readRequests(each);
  else if (isRecord(otlp) && ('resourceSpans' in otlp || 'resourceLogs' in otlp))
    yield { request: otlp, place: 'input' };
  else yield* refuse();
}

function* refuse() {
  yield { problem: 'input: it is neither bytes, text nor an object with resourceSpans or resourceLogs' };
}

/** @param {import('../../../formats/source.js').Input} input @returns {AsyncGenerator<ReadRequest | Problem | undefined>} */
async function* readInput({ name, chunks }) {
  const source = new Source({ name, chunks: bounded(chunks) }, DECOMPRESSOR, { maxPieceBytes: MAX_REQUEST_BYTES });
  for await (const piece of source.pieces()) {
    if (piece.problem) yield { problem: `${piece.place}: ${piece.problem}` };
    else if (piece.signal === 'other') yield { problem: `${piece.place}: it holds neither traces nor logs` };
    else yield* readPiece(piece);
  }
}

/** @param {Piece} piece @returns {Generator<ReadRequest | Problem | undefined>} */
function* readPiece({ bytes, encoding, signal, place }) {
  try {
    if (encoding === 'protobuf')
      yield { request: requestOfProtobuf(bytes, signal === 'logs' ? 'logs' : 'traces'), place };
    else if (bytes.length <= LARGE_BYTES) yield { request: JSON.parse(decoder.decode(bytes)), bytes, place };
    else for (const request of cutLarge(bytes)) yield request && { request, place };
  } catch (error) {
    yield { problem: `${place}: ${/** @type {any} */ (error)?.message}` };
  }
}
