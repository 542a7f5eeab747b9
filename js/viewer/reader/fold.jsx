import { Badge } from './badge.jsx';
import { lengthOf, runsOfBlocks } from './runs.js';

/** @typedef {import('./reader.js').Reader} Reader */

/**
 * A heading that opens and closes what is below it. Closed, it shows which sources are in it.
 * @param {{ reader: Reader, path: string, initially?: boolean, head: import('preact').ComponentChildren, blocks?: readonly import('../model.js').Block[], children: import('preact').ComponentChildren }} props
 */
export function Fold({ reader, path, initially = false, head, blocks = [], children }) {
  const isOpen = reader.isOpen(path, initially);
  return (
    <div class="fold">
      <button type="button" class="fold-head" aria-expanded={isOpen} onClick={() => reader.fold(path, !isOpen)}>
        <span class="fold-arrow" aria-hidden="true" />
        {head}
        {!isOpen && <Inside reader={reader} blocks={blocks} path={path} />}
      </button>
      {isOpen && <div class="fold-body">{children}</div>}
    </div>
  );
}

/** @param {{ reader: Reader, path: string, blocks: readonly import('../model.js').Block[] }} props */
function Inside({ reader, path, blocks }) {
  const runs = Array.from(runsOfBlocks(blocks, path), ({ run }) => run);
  const { partOf, sources } = reader.reading.value ?? { sources: [] };
  const spans = new Set(runs.flatMap((run) => partOf?.get(run)?.connections.map(({ spanId }) => spanId) ?? []));
  return (
    <span class="fold-inside">
      {sources
        .filter(({ spanId }) => spans.has(spanId))
        .map((source) => (
          <Badge key={source.number} source={source} />
        ))}
      {runs.length > 0 && <span class="muted">{characters(lengthOf(runs))}</span>}
    </span>
  );
}

/** @param {number} count */
export const characters = (count) => `${count.toLocaleString('en')} ${count === 1 ? 'character' : 'characters'}`;
