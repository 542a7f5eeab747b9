import { useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { addStyles } from '../styles/sheets.js';
import blocksCss from './blocks.css';
import cardCss from './card.css';
import { Card } from './card.jsx';
import { Controls } from './controls.jsx';
import { focusTarget, isolate, keepTabStops, light, showTarget } from './marks.js';
import { partHandlers } from './part-handlers.js';
import partsCss from './parts.css';
import readerCss from './reader.css';
import { readerOf } from './reader.js';
import { sidesText } from './reading.js';
import { SIDES } from './runs.js';
import sideCss from './side.css';
import { SideOf } from './side.jsx';
import { Failure, StepHead } from './step-head.jsx';
import { TrailBar } from './trail-bar.jsx';

for (const css of [sideCss, readerCss, blocksCss, partsCss, cardCss]) addStyles(css);

/** The contents of the selected span, and where each part came from or went. @param {{ state: import('../state/state.js').State }} props */
export function ContentView({ state }) {
  const reader = readerOf(state);
  const root = useRef(/** @type {HTMLDivElement | null} */ (null));
  const handlers = useMemo(() => partHandlers(reader), [reader]);
  const detail = reader.detail.value;
  const target = reader.target.value;
  const { pattern } = reader.found.value;
  const reading = reader.reading.value;
  const problem = state.trace.value?.problem;

  useLayoutEffect(() => {
    if (root.current) keepTabStops(root.current);
  });
  useSignalEffect(() => {
    const numbers = numbersOf(reader, state.hover.value ?? state.selection.value);
    if (root.current) light(root.current, numbers);
  });
  useSignalEffect(() => {
    const [number] = numbersOf(reader, { spanId: reader.spotlight.value ?? '' });
    if (root.current) isolate(root.current, number);
  });
  // Once for each selection and search: not when something comes for the trace, nor when a fold opens.
  const selected = state.selection.value;
  const isLoading = detail?.spanId !== selected?.spanId;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!root.current || isLoading) return;
      if (target.runs.size > 0) showTarget(root.current);
      else root.current.querySelector('[data-found]')?.scrollIntoView({ block: 'center', behavior: 'instant' });
      if (reader.takeAwaited()) focusTarget(root.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [selected, isLoading, target.runs.size > 0, pattern]);
  useLayoutEffect(() => {
    if (!selected?.part) root.current?.querySelector('.reader-scroll')?.scrollTo(0, 0);
  }, [detail?.spanId]);

  if (!selected) return <p class="none muted">Select a step to read its input and output.</p>;
  return (
    <div class="reader" ref={root} data-dim={reader.dim.value ? '' : undefined} data-mode={reader.mode.value}>
      <StepHead reader={reader} />
      <Controls reader={reader} />
      <TrailBar reader={reader} />
      <div class="reader-scroll" tabIndex={-1} aria-busy={isLoading} {...handlers}>
        {problem && <p class="reader-problem">Not all sources are known: {problem}</p>}
        {detail && <Failure detail={detail} />}
        {detail && SIDES.map((side) => <SideOf key={side} reader={reader} side={side} />)}
      </div>
      <div hidden>
        {reading?.sources.map(({ spanId, sides }) => (
          <span key={spanId} id={`source-${spanId}`}>
            {reader.mode.value === 'origins' ? 'from' : 'used by'} {reader.sourceName(spanId)}, {sidesText(sides)}
          </span>
        ))}
      </div>
      <Card reader={reader} />
    </div>
  );
}

/** The sources that a hovered or selected place of any view names. @param {import('./reader.js').Reader} reader @param {import('../state/state.js').Selection | undefined} place */
function numbersOf(reader, place) {
  const spanIds = place?.link ? [place.link.from, place.link.to] : [place?.spanId];
  return (reader.reading.value?.sources ?? [])
    .filter(({ spanId }) => spanIds.includes(spanId))
    .map(({ number }) => number);
}
