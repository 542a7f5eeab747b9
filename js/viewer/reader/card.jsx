import { useLayoutEffect, useRef } from 'preact/hooks';
import { Badge } from './badge.jsx';
import { EVIDENCE } from './evidence.js';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('../model.js').Connection} Connection */

const MAX_CONNECTIONS = 4;
const GAP = 6;

/** What is known of the part under the pointer: each place that has the same words, the nearest first. @param {{ reader: Reader }} props */
export function Card({ reader }) {
  const ref = useRef(/** @type {HTMLDivElement | null} */ (null));
  const shown = reader.card.value;
  useLayoutEffect(() => {
    if (ref.current && shown) placeBeside(ref.current, shown.element);
  }, [shown]);
  if (!shown) return null;
  const { connections } = shown.part;
  const verb = reader.mode.value === 'origins' ? 'from' : 'used by';
  return (
    <div class="card" ref={ref} aria-hidden="true">
      {connections.slice(0, MAX_CONNECTIONS).map((connection, index) => (
        <Place
          key={`${connection.spanId} ${connection.range}`}
          reader={reader}
          connection={connection}
          verb={index ? 'also' : verb}
        />
      ))}
      {connections.length > MAX_CONNECTIONS && (
        <p class="muted">and {connections.length - MAX_CONNECTIONS} more places</p>
      )}
    </div>
  );
}

/** @param {{ reader: Reader, connection: Connection, verb: string }} props */
function Place({ reader, connection: { spanId, side, via, text }, verb }) {
  const source = reader.reading.value?.sources.find((one) => one.spanId === spanId);
  return (
    <div class="card-place" data-hue={source?.hue}>
      <p>
        {source && <Badge source={source} />} <span class="muted">{verb}</span>{' '}
        <strong>{reader.sourceName(spanId)}</strong> {side} <span class="card-via muted">{EVIDENCE[via]}</span>
      </p>
      <blockquote>{text}</blockquote>
    </div>
  );
}

/** Below the part, or above it where there is no room. By script, since the policy of a page may forbid style attributes. @param {HTMLElement} card @param {Element} part */
function placeBeside(card, part) {
  const around = /** @type {HTMLElement} */ (card.offsetParent ?? card.parentElement);
  const frame = around.getBoundingClientRect();
  const [first] = part.getClientRects();
  if (!first) return;
  const all = part.getBoundingClientRect();
  const below = all.bottom - frame.top + GAP;
  const fits = below + card.offsetHeight <= frame.height;
  const top = fits ? below : Math.max(GAP, first.top - frame.top - card.offsetHeight - GAP);
  const left = Math.min(first.left - frame.left, frame.width - card.offsetWidth - GAP);
  card.style.top = `${top}px`;
  card.style.left = `${Math.max(GAP, left)}px`;
}
