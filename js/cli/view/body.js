import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from './refusal.js';

const MAX_BYTES = 64 * 2 ** 20;
const TOO_LARGE = new Refusal(413, `send at most ${MAX_BYTES} bytes in a request, also when decompressed`);

const inflate = promisify(gunzip);

/** The body as it came. One that is too large is read to its end, because many clients see no answer before that. @param {import('node:http').IncomingMessage} request */
export async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > MAX_BYTES) throw TOO_LARGE;
  return Buffer.concat(chunks);
}

/** @param {Buffer} body @param {string} encoding of HTTP @returns {Promise<Buffer>} */
export async function decompress(body, encoding) {
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new Refusal(415, `compress with gzip, or not at all: "${encoding}" is not known`);
  try {
    return await inflate(body, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : new Refusal(400, `the body is no gzip: ${message}`);
  }
}
