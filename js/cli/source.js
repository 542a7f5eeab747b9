// Reads inputs in Node.
import { Source } from '../formats/source.js';
import { decompress, decompressMessage } from './formats/decompress.js';

const DECOMPRESSOR = { stream: decompress, message: decompressMessage };

/** @param {import('../formats/source.js').Input} input @param {import('../formats/piece.js').Format} [from] the format, if it must not be told by the content */
export const openSource = (input, from) => new Source(input, DECOMPRESSOR, { from });
