// Finds out whether a body is a request, as far as its sender has to know. What single spans hold is for the reader to judge.
import { readField } from '../../formats/protobuf.js';
import { Refusal } from './refusal.js';

/** @typedef {'traces' | 'logs' | 'metrics'} Signal */

/** @type {Record<Signal, string>} */
const LISTS = { traces: 'resourceSpans', logs: 'resourceLogs', metrics: 'resourceMetrics' };

/** From a request to its spans or log records: resources, scopes, records. */
const RECORDS = [1, 2, 2];
const LENGTH_DELIMITED = 2;

/** @param {Buffer} body not compressed @param {boolean} isJson @param {Signal} signal */
export function checkRequest(body, isJson, signal) {
  if (isJson) checkJson(body, LISTS[signal]);
  else if (!isMessage(body, RECORDS)) throw new Refusal(400, `the body is no protobuf of ${signal}`);
}

/** @param {Buffer} body @param {string} list */
function checkJson(body, list) {
  let request;
  try {
    request = JSON.parse(body.toString());
  } catch (error) {
    throw new Refusal(400, `the body is no JSON: ${/** @type {Error} */ (error).message}`);
  }
  if (request === null || typeof request !== 'object' || Array.isArray(request))
    throw new Refusal(400, 'the body is no JSON object');
  const isEmpty = Object.keys(request).length === 0;
  if (!isEmpty && !Array.isArray(request[list])) throw new Refusal(400, `the body has no array ${list}`);
}

/** @param {Uint8Array} bytes @param {number[]} path numbers of the fields that are messages, too, each in the one before */
function isMessage(bytes, [inner, ...path]) {
  for (let at = 0; at < bytes.length; ) {
    const field = readField(bytes, at);
    if (!field || field === 'broken' || field.end > bytes.length) return false;
    const isInner = field.number === inner;
    if (isInner && field.type !== LENGTH_DELIMITED) return false;
    if (isInner && !isMessage(bytes.subarray(field.start, field.end), path)) return false;
    at = field.end;
  }
  return true;
}
