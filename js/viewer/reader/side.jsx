import { copy } from '../parts/copy.js';
import { Blocks, LIMITS } from './blocks.jsx';
import { Legend } from './legend.jsx';
import { child, contentsOf, textOf } from './runs.js';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('../model.js').Side} Side */

const TITLES = { output: 'Output', input: 'Input' };

/** @param {{ reader: Reader, side: Side }} props */
export function SideOf({ reader, side }) {
  const detail = reader.detail.value;
  if (!detail) return null;
  const contents = contentsOf(detail, side);
  const copyText = () =>
    copy(contents.map(({ blocks }) => textOf(blocks)).join('\n\n'), reader.state, `The ${side} was copied`);
  return (
    <section class="side" data-side={side} aria-label={TITLES[side]}>
      <header class="side-head">
        <div class="side-title">
          <h3>{TITLES[side]}</h3>
          {contents.length === 1 && <code class="cut muted">{contents[0].attribute}</code>}
          {contents.length > 0 && (
            <button type="button" class="quiet" onClick={copyText} aria-label={`Copy the ${side} as text`}>
              Copy
            </button>
          )}
        </div>
        <Legend reader={reader} side={side} />
      </header>
      {contents.length === 0 && <p class="muted none">{absence(detail, side)}</p>}
      {contents.map(({ attribute, blocks }, index) => (
        <div class="content" key={attribute}>
          {contents.length > 1 && <code class="content-name muted">{attribute}</code>}
          <Blocks reader={reader} blocks={blocks} path={child(side, index)} limit={LIMITS[side]} />
        </div>
      ))}
    </section>
  );
}

/** Why there is nothing. @param {import('../model.js').SpanDetail} detail @param {Side} side */
function absence({ isWithoutContents, status }, side) {
  if (isWithoutContents) return `The trace was shared without contents: if there was an ${side}, it was left out.`;
  return `${side === 'output' && status === 'error' ? 'The step failed. ' : ''}No ${side} was recorded.`;
}
