// Receives events for Datadog in tests.

/** An intake that keeps the events of each request, and answers each with the next response, then with the last. @param {...(() => Response)} answers */
export function intake(...answers) {
  /** @type {{ url: string, headers: Headers, body: string, wrappers: any[], events: any[] }[]} */
  const requests = [];
  const fetch = async (/** @type {string} */ url, /** @type {any} */ { headers, body }) => {
    const text = new TextDecoder().decode(body);
    const wrappers = JSON.parse(text);
    const events = wrappers.flatMap((/** @type {any} */ { spans }) => spans);
    requests.push({ url, headers, body: text, wrappers, events });
    const answer =
      answers[Math.min(requests.length, answers.length) - 1] ?? (() => new Response('{}', { status: 202 }));
    return answer();
  };
  return { fetch: /** @type {any} */ (fetch), requests };
}

/** A finished span with what matters to a test. @param {Partial<import('../../../js/index.js').FinishedSpan>} fields @returns {import('../../../js/index.js').FinishedSpan} */
export const spanWith = (fields) => ({
  traceId: 'f4df367792188623015ac05505830fc0',
  spanId: '92598600ec6c09e1',
  parentSpanId: undefined,
  name: 'step',
  kind: 'task',
  startTimeUnixNano: 1_796_075_717_934_495_123n,
  endTimeUnixNano: 1_796_075_717_951_259_456n,
  status: { code: 'ok' },
  attributes: {},
  input: undefined,
  output: undefined,
  links: [],
  ...fields,
});
