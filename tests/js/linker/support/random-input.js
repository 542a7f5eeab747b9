// Inputs for a linker: requests, requests that were damaged, and what never was one.
import { encodeLogs, encodeTraces } from './protobuf.js';
import { anyRequest, withUnknownMembers } from './random-request.js';
import { recordedInputs } from './recordings.js';

/** @typedef {import('../../support/choices.js').Choices} Choices */
/** @typedef {{ otlp: any, signal?: 'traces' | 'logs' }} Input */

/** How many requests are kept at a time for damage to begin with. */
const POOL = 64;
const SNIPPETS = [
  ...['{', '}', '[', ']', '"', ',', ':', '\\', '\\u', '\\ud800', 'null', '1e999', '-', '0x', '\u0000', '\ud800'],
  ...['"traceId"', '"spanId":', '"resourceSpans":[{', '"attributes":[{"key":"input.value","value":{"stringValue":"'],
];
/** Tags and lengths at the edges of what protobuf can say. */
const BYTES = [0, 1, 10, 18, 0x7a, 0x7b, 0x7f, 0x80, 0xfe, 0xff];

/** The length of a trace id; the tag of its field is before it. */
const ID_BYTES = 16;

/** A request of logs for the spans of a request of traces. @param {Choices} choices @param {any} request */
function logsOf(choices, { resourceSpans }) {
  const spans = resourceSpans.flatMap((/** @type {any} */ { scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  const logRecords = spans.map(({ traceId, spanId, attributes = [] }) => ({
    timeUnixNano: `${choices.int(9)}`,
    traceId,
    spanId,
    eventName: choices.pick(['gen_ai.user.message', 'gen_ai.choice', '']),
    body: attributes[0]?.value ?? { stringValue: 'a body' },
    attributes,
  }));
  return { resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords }] }] };
}

/** A request of traces, and the logs of its spans. @param {Choices} choices @returns {[traces: Input, logs: Input]} */
function validInputs(choices) {
  const request = anyRequest(choices);
  const logs = logsOf(choices, request);
  const unknown = withUnknownMembers(choices, request);
  const traces = choices.pick([encodeTraces(request), JSON.stringify(unknown), request]);
  return [
    { otlp: traces },
    choices.oneIn(2) ? { otlp: encodeLogs(logs), signal: 'logs' } : { otlp: JSON.stringify(logs) },
  ];
}

/** @param {Choices} choices @param {Buffer} bytes @param {() => Buffer} other */
function damagedBytes(choices, bytes, other) {
  const at = choices.int(bytes.length + 1);
  const end = Math.min(bytes.length, at + choices.int(40));
  switch (choices.int(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 3: {
      const all = other();
      return Buffer.concat([bytes.subarray(0, at), all.subarray(choices.int(all.length + 1))]);
    }
    default: {
      const changed = Buffer.from(bytes);
      for (let times = choices.int(4); times >= 0 && changed.length > 0; times--)
        changed[choices.int(changed.length)] = choices.oneIn(2) ? choices.pick(BYTES) : choices.int(256);
      return changed;
    }
  }
}

/** @param {Choices} choices @param {string} text */
function damagedText(choices, text) {
  const at = choices.int(text.length + 1);
  const end = choices.oneIn(2) ? at : Math.min(text.length, at + choices.int(40));
  return `${text.slice(0, at)}${choices.oneIn(3) ? '' : choices.pick(SNIPPETS)}${text.slice(end)}`;
}

/** The same request with other trace ids, as a linker knows which traces it has given back. @param {any} otlp @param {number} number */
function withOtherTraces(otlp, number) {
  const mark = number.toString(16).padStart(8, '0');
  if (typeof otlp === 'string') return otlp.replace(/("traceId": ?")[0-9a-f]{8}/g, `$1${mark}`);
  const bytes = Buffer.from(otlp);
  for (let at = bytes.indexOf(ID_BYTES); at >= 0 && at + 18 <= bytes.length; at = bytes.indexOf(ID_BYTES, at + 1))
    if (bytes[at - 1] === 10 || bytes[at - 1] === 0x4a) bytes.write(mark, at + 1, 'hex');
  return bytes;
}

/** Makes one input after another. */
export function randomInputs() {
  let number = 0;
  /** @type {Input[]} */
  const next = [];
  /** @type {Input[]} */
  const pool = recordedInputs();
  const kept = pool.length;
  /** @param {Choices} choices @returns {Input} */
  return (choices) => {
    if (next.length === 0 && (pool.length < kept + POOL || choices.oneIn(32))) next.push(...validInputs(choices));
    const input = next.pop();
    if (input) {
      if (pool.length < kept + POOL) pool.push(input);
      else pool[kept + choices.int(POOL)] = input;
      return input;
    }
    const { otlp, signal } = choices.pick(pool);
    const wire = ArrayBuffer.isView(otlp) || typeof otlp === 'string' ? otlp : JSON.stringify(otlp);
    const fresh = choices.oneIn(4) ? wire : withOtherTraces(wire, ++number);
    if (choices.oneIn(4)) return { otlp: fresh, signal };
    if (typeof fresh === 'string') return { otlp: damagedText(choices, fresh) };
    const other = () => Buffer.from(choices.pick(pool.filter((input) => ArrayBuffer.isView(input.otlp))).otlp);
    const bytes = damagedBytes(choices, Buffer.from(/** @type {any} */ (fresh)), other);
    return { otlp: bytes, signal: choices.oneIn(20) ? choices.pick(['traces', 'logs']) : signal };
  };
}
