// A trace beside what its links stand on: a link that is pointed at is shown, one that was chosen stays.
import { markQuotes } from './answer.js';
import { element } from './dom.js';
import { flowsOf, mostTelling, wordsIn } from './lineage.js';
import { linkList } from './links.js';
import { linkReader, spanReader } from './reader.js';
import { createTrace } from './trace.js';

/** @param {Record<'trace' | 'links' | 'reader' | 'answer', HTMLElement> & Record<'spanCount' | 'linkCount', HTMLOutputElement>} parts */
export function createView({ trace, links, reader, answer, spanCount, linkCount }) {
  let chosen;

  const showFlow = (flow) => {
    drawing.light(flow);
    for (const link of links.querySelectorAll('.link')) {
      link.setAttribute('aria-pressed', String(link.dataset.flow === chosen?.id));
      link.classList.toggle('active', link.dataset.flow === flow?.id);
    }
    reader.replaceChildren(...(flow ? linkReader(flow) : []));
    markQuotes(answer, wordsIn(flow));
  };
  const on = {
    onHover: (flow) => showFlow(flow ?? chosen),
    onPick(flow) {
      chosen = flow;
      showFlow(flow);
    },
    onSpan(span) {
      on.onPick(undefined);
      reader.replaceChildren(...spanReader(span));
    },
  };
  const drawing = createTrace(trace, on);

  return {
    /** @param {import('spanloom').FinishedSpan[]} spans @param {string} without said when there are none */
    show(spans, without) {
      const empty = element('p', { className: 'empty' }, without);
      const flows = flowsOf(spans);
      if (spans.length > 0) drawing.show(spans, flows);
      else trace.replaceChildren(empty);
      links.replaceChildren(...(flows.length > 0 ? linkList(flows, on) : [empty.cloneNode(true)]));
      spanCount.value = spans.length > 0 ? `${spans.length} steps` : '';
      linkCount.value = flows.length || '';
      on.onPick(mostTelling(flows));
    },
  };
}
