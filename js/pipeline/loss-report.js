// Losses that happen within a traced call, and are reported to `onError` later: user code must not run within the call, and the stack may be used up.

const LOSSES = {
  evicted: 'spans were ended early: too many were open, or held too much content (stats().spans.evicted)',
  unrecorded:
    'calls were not recorded: event log full (queue.maxBytes), stack overflow, or an unreadable event (stats().spans.unrecorded)',
  unsettled: 'spans were ended by promiseTimeout, before their result (stats().spans.timedOut)',
  omitted: 'attributes were left out: a span had more than 1,024, or too long ones (stats().content.omitted)',
  failedNotes: 'details of spans were not recorded: stack overflow (stats().content.failed)',
};

/** Reports each kind of loss once. @param {Record<string, number>} counts of the tracer @param {Set<string>} reported @param {(error: unknown) => void} onError */
export function reportLosses(counts, reported, onError) {
  for (const [name, message] of Object.entries(LOSSES)) {
    const count = counts[name];
    if (count === 0 || reported.has(name)) continue;
    reported.add(name);
    onError(new Error(`${count} ${message}`));
  }
}
