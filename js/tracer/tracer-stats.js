/** Puts the counters of all layers into the form that `stats()` documents. @param {import('./tracer.js').Tracer} tracer */
export function tracerStats({ counts, notes, content, propagation, pipeline, recorder }) {
  const { recovered, unknown, failedNotes, reportedNotes, unsettled, omitted, ...spans } = counts;
  const { exported, stored, dropped, queue, core, export: attempts, exporters } = pipeline.stats();
  const { links: { dropped: droppedLinks = 0, ...links } = {}, memoryBytes = 0, ...rest } = core ?? {};
  return {
    spans: { ...spans, open: spans.started - spans.ended, exported, stored, dropped },
    links: { ...links, manual: notes.manualLinks },
    context: { recovered, unknown },
    propagation: structuredClone(propagation),
    content: { ...content.counts, failed: failedNotes + reportedNotes, omitted: omitted + recorder.log.omitted },
    queue,
    core: { isReady: core !== undefined, memoryBytes, droppedLinks, ...rest },
    export: attempts,
    exporters,
  };
}
