// A trace that somebody else recorded: a search, and an answer that was given what was found.

export const TRACE = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
export const PASSAGE =
  'Trams of the second series have low floors, and carry 180 people between the harbour and the fair.';

/** @param {string} name @param {string} id @param {string} parent @param {number} start in seconds @param {Record<string, string>} attributes */
const span = (name, id, parent, start, attributes) => ({
  traceId: TRACE,
  spanId: id,
  ...(parent && { parentSpanId: parent }),
  name,
  kind: 1,
  startTimeUnixNano: `${start}000000000`,
  endTimeUnixNano: `${parent ? start + 1 : start + 10}000000000`,
  attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } })),
});

export const SEARCH = '00000000000000b2';
export const ANSWER = '00000000000000c3';
/** What the answer was given. */
export const PROMPT = `Say it in one sentence: ${PASSAGE}`;
const SPANS = [
  span('ask', '00000000000000a1', '', 1, { 'openinference.span.kind': 'AGENT' }),
  span('search', SEARCH, '00000000000000a1', 2, {
    'openinference.span.kind': 'RETRIEVER',
    'input.value': 'trams',
    'output.value': PASSAGE,
  }),
  span('answer', ANSWER, '00000000000000a1', 4, {
    'openinference.span.kind': 'LLM',
    'input.value': PROMPT,
    'output.value': 'They are easy to board.',
  }),
];
export const REQUEST = { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: 'other' }, spans: SPANS }] }] };
