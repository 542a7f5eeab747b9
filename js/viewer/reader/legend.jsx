import { Badge } from './badge.jsx';
import { isCutShort } from './reader.js';
import { percents, sidesText } from './reading.js';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('../model.js').Side} Side */

const SEVERAL_HAVE = 'the same words stand in several places; the nearest has the colour.';
const SEVERAL_USED = 'several steps used these words.';

/** Which spans a side's text came from, or went to, and how much of it. @param {{ reader: Reader, side: Side }} props */
export function Legend({ reader, side }) {
  const { reading, detail, mode } = reader;
  const share = reading.value?.shares[side];
  if (!share?.characters || !detail.value) return null;
  const { characters, unknown, sources, others, several } = share;
  const shares = percents([...sources.map((entry) => entry.characters), unknown], characters);
  const none = mode.value === 'origins' ? 'no known source' : 'not used';
  return (
    <div class="legend">
      <ShareBar share={share} />
      <ul aria-label={mode.value === 'origins' ? `Where the ${side} came from` : `Where the ${side} went`}>
        {sources.map(({ source }, index) => (
          <Entry key={source.spanId} reader={reader} source={source} percent={shares[index]} />
        ))}
        {others.map((source) => (
          <Entry key={source.spanId} reader={reader} source={source} percent="also" />
        ))}
        {unknown > 0 && (
          <li class="legend-unknown">
            <span class="source-badge" aria-hidden="true">
              –
            </span>
            <span>{none}</span> <span class="percent">{shares.at(-1)}</span>
          </li>
        )}
      </ul>
      {several && (
        <p class="muted">
          <span class="several-sign">Double underline</span>: {mode.value === 'origins' ? SEVERAL_HAVE : SEVERAL_USED}
        </p>
      )}
      {isCutShort(detail.value, side) && <p class="muted">Of the characters shown; more were left out.</p>}
    </div>
  );
}

/** @param {{ reader: Reader, source: import('./reading.js').Source, percent: string }} props */
function Entry({ reader, source, percent }) {
  const { spotlight, mode, state } = reader;
  const { spanId, sides, hue } = source;
  const name = reader.sourceName(spanId);
  const isOn = spotlight.value === spanId;
  return (
    <li data-hue={hue} onPointerEnter={() => hoverSpan(state, spanId)} onPointerLeave={() => hoverSpan(state)}>
      <button
        type="button"
        class="legend-item"
        aria-pressed={isOn}
        title={`Show only the parts of ${name}`}
        onClick={() => {
          spotlight.value = isOn ? undefined : spanId;
        }}
        onFocus={() => hoverSpan(state, spanId)}
        onBlur={() => hoverSpan(state)}
      >
        <Badge source={source} />
        <span class="told">{mode.value === 'origins' ? 'from' : 'used by'} </span>
        <span class="cut">{name}</span> <span class="muted">{sidesText(sides)}</span>{' '}
        <span class="percent">{percent}</span>
      </button>
      <button
        type="button"
        class="legend-go"
        aria-label={`Go to ${name}`}
        title={`Go to ${name}`}
        onClick={() => reader.goTo({ spanId })}
      >
        →
      </button>
    </li>
  );
}

/** @param {import('../state/state.js').State} state @param {string} [spanId] */
function hoverSpan(state, spanId) {
  state.hover.value = spanId ? { spanId } : undefined;
}

/** @param {{ share: import('./reading.js').Share }} props */
const ShareBar = ({ share: { sources, unknown } }) => (
  <div class="share-bar" aria-hidden="true">
    {sources.map(({ source, characters }) => (
      <span key={source.number} data-hue={source.hue} style={{ flexGrow: characters }} />
    ))}
    {unknown > 0 && <span class="share-unknown" style={{ flexGrow: unknown }} />}
  </div>
);
