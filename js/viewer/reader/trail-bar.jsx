import { useEffect, useRef } from 'preact/hooks';
import { selectionOf } from './reader.js';
import { isSamePlace } from './trail.js';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('./trail.js').Step} Step */

/** The way back, and the trace of the selected words to their first producer. @param {{ reader: Reader }} props */
export function TrailBar({ reader }) {
  const { trail, mode, state } = reader;
  const steps = trail.value;
  const selected = reader.state.selection.value;
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [steps, selected]);
  return (
    <nav class="trail" aria-label="Trace of words" ref={bar}>
      <button type="button" class="quiet" disabled={!state.past.value.length} onClick={() => reader.back()}>
        ← Back
      </button>
      <div class="trail-steps">
        {steps.length ? (
          <ol>
            {steps.map((step) => (
              <li key={`${step.spanId} ${step.part.side} ${step.part.attribute} ${step.part.range}`}>
                <StepButton reader={reader} step={step} />
              </li>
            ))}
          </ol>
        ) : (
          <p class="muted">Click coloured words to see their {mode.value === 'origins' ? 'source' : 'use'}.</p>
        )}
        <Others reader={reader} />
      </div>
    </nav>
  );
}

/** @param {{ reader: Reader, step: Step }} props */
function StepButton({ reader, step }) {
  const selected = reader.state.selection.value;
  const { spanId, part, place } = step;
  const isHere = selected?.part && isSamePlace(step, { spanId: selected.spanId, part: selected.part });
  return (
    <button
      type="button"
      class="trail-step"
      aria-current={isHere ? 'step' : undefined}
      onClick={() => reader.goTo({ spanId, part })}
    >
      <strong>{reader.nameOf(spanId)}</strong> {part.side}
      {place && `, ${place}`}
    </button>
  );
}

/** Further places of the words that the trail begins with. @param {{ reader: Reader }} props */
function Others({ reader }) {
  const others = reader.trail.value[0]?.others ?? [];
  const distinct = others.filter(({ spanId }, index) => others.findIndex((one) => one.spanId === spanId) === index);
  if (!distinct.length) return null;
  return (
    <p class="trail-others">
      <span class="muted">also in</span>
      {distinct.slice(0, 4).map((other) => (
        <button type="button" class="quiet" key={other.spanId} onClick={() => reader.goTo(selectionOf(other))}>
          {reader.nameOf(other.spanId)} {other.side}
        </button>
      ))}
    </p>
  );
}
