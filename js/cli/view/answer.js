// The answers of OTLP/HTTP: an empty response, or the Status that says what is wrong, in the content type of the request.

export const PROTOBUF = 'application/x-protobuf';
export const JSON_TYPE = 'application/json';

const INVALID_ARGUMENT = 3;
/** Tags of google.rpc.Status. */
const [CODE, MESSAGE] = [0x08, 0x12];
/** So that its length takes at most two bytes. */
const MAX_MESSAGE_BYTES = 16_383;

/** @param {string} type @returns {string | Buffer} */
export const acceptance = (type) => (type === PROTOBUF ? Buffer.alloc(0) : '{}');

/** @param {string} type @param {string} message @returns {string | Buffer} */
export const refusal = (type, message) =>
  type === PROTOBUF ? protobufStatus(message) : JSON.stringify({ code: INVALID_ARGUMENT, message });

/** @param {string} message */
function protobufStatus(message) {
  const text = Buffer.from(message).subarray(0, MAX_MESSAGE_BYTES);
  const length = text.length < 128 ? [text.length] : [(text.length & 127) | 128, text.length >> 7];
  return Buffer.concat([Buffer.from([CODE, INVALID_ARGUMENT, MESSAGE, ...length]), text]);
}
