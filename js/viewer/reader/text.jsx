import { useEffect, useMemo, useState } from 'preact/hooks';
import { characters } from './fold.jsx';
import { chunks, fenced, firstLines, piecesOf, textOfPieces, withFound } from './pieces.js';
import { Pieces } from './pieces.jsx';
import { lengthOf } from './runs.js';

/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('./pieces.js').Piece} Piece */

/** Beyond it, a text is drawn in chunks. */
const AT_ONCE = 16_384;
const CHUNKS_A_FRAME = 4;

/**
 * A text that shows its first lines if it is long, and is drawn piece by piece if it is very long.
 * @param {{ reader: Reader, path: string, runs: readonly import('../model.js').Run[], rest?: number, limit: import('./blocks.jsx').Limit }} props
 */
export function Text({ reader, path, runs, rest = 0, limit }) {
  const targets = reader.target.value.runs;
  const { pattern } = reader.found.value;
  const pieces = useMemo(() => withFound(piecesOf(runs, targets), pattern), [runs, targets, pattern]);
  const first = useMemo(() => firstLines(pieces, limit), [pieces, limit]);
  const isOpen = !first || reader.isOpen(path, false);
  return (
    <div class="text">
      <Whole reader={reader} pieces={isOpen ? pieces : first} />
      {first && (
        <button type="button" class="more" aria-expanded={isOpen} onClick={() => reader.fold(path, !isOpen)}>
          {isOpen ? 'Show less' : `Show all ${characters(lengthOf(runs) + rest)}`}
        </button>
      )}
      {isOpen && rest > 0 && (
        <button type="button" class="more" onClick={() => reader.showAll()}>
          Show {rest.toLocaleString('en')} more {rest === 1 ? 'character' : 'characters'}
        </button>
      )}
    </div>
  );
}

/** @param {{ reader: Reader, pieces: readonly Piece[] }} props */
function Whole({ reader, pieces }) {
  const isShort = useMemo(() => textOfPieces(pieces).length <= AT_ONCE, [pieces]);
  return isShort ? <Prose reader={reader} pieces={pieces} /> : <Chunks reader={reader} pieces={pieces} />;
}

/** @param {{ reader: Reader, pieces: readonly Piece[] }} props */
function Prose({ reader, pieces }) {
  const groups = useMemo(() => fenced(pieces), [pieces]);
  return groups.map((group, index) => (
    <div key={index} class={group.code ? 'code' : 'prose'}>
      <Pieces reader={reader} pieces={group.pieces} />
    </div>
  ));
}

/** A few chunks a frame, and at once as far as the selected part, or the first words that the search found. @param {{ reader: Reader, pieces: readonly Piece[] }} props */
function Chunks({ reader, pieces }) {
  const all = useMemo(() => chunks(pieces), [pieces]);
  const [drawn, setDrawn] = useState(CHUNKS_A_FRAME);
  const target = all.map((chunk) => chunk.some(({ target }) => target)).lastIndexOf(true);
  const wanted = 1 + (target >= 0 ? target : all.findIndex((chunk) => chunk.some(({ found }) => found)));
  const shown = Math.max(drawn, wanted);
  useEffect(() => {
    if (shown >= all.length) return;
    const frame = requestAnimationFrame(() => setDrawn(shown + CHUNKS_A_FRAME));
    return () => cancelAnimationFrame(frame);
  }, [shown, all]);
  return all.slice(0, shown).map((chunk, index) => (
    <div key={index} class="chunk">
      <Pieces reader={reader} pieces={chunk} />
    </div>
  ));
}
