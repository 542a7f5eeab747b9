// The page's tracer: its spans go to the page itself, to the viewer, and to the receiver if there is one.
import { init, otlp } from 'spanloom';
import { createLateViewer } from './late-viewer.js';

const MOST_SPANS = 2000;

/**
 * @param {import('./receiver.js').Receiver | undefined} receiver
 * @param {(error: Error) => void} onError
 */
export function startTracing(receiver, onError) {
  const viewer = createLateViewer();
  /** @type {import('spanloom').FinishedSpan[]} */
  let spans = [];
  const keep = (batch) => {
    spans = [...spans, ...batch].slice(-MOST_SPANS);
  };
  const delivery = receiver && {
    url: receiver.traces,
    headers: receiver.headers,
    // The receiver is the server that the page came from: if it is gone, trying for long helps nobody.
    timeout: 3000,
    retry: { attempts: 2 },
  };
  const loom = init({
    service: 'docs-bot-page',
    exporters: [{ name: 'page', export: keep }, viewer.exporter, ...(delivery ? [otlp(delivery)] : [])],
    queue: { flushInterval: 50 },
    links: { text: { ranges: true } },
    onError,
  });
  return {
    loom,
    viewer,
    delivery,
    /** Spans of other realms of this page. */
    keep,
    /** The spans of the last trace whose root was given this question. @param {string} question */
    traceOf(question) {
      const root = spans.findLast(({ parentSpanId, input }) => !parentSpanId && asksFor(input, question));
      return spans.filter(({ traceId }) => traceId === root?.traceId);
    },
    /** What became of the spans, in words. */
    delivered() {
      const { spans: counts, exporters } = loom.stats();
      if (!receiver) return `${counts.ended} spans. They stay in this page: a static host receives none.`;
      return `${exporters[2].exported} of ${counts.ended} spans delivered to ${receiver.traces}`;
    },
  };
}

/** A root gets the question, and a function that hears the answer. */
function asksFor(input, question) {
  try {
    return [JSON.parse(input)].flat()[0].text === question;
  } catch {
    return false;
  }
}
