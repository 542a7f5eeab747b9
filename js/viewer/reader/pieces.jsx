/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('./pieces.js').Piece} Piece */

const LONG = 400;

/** Text with its provenance. @param {{ reader: Reader, pieces: readonly Piece[] }} props */
export function Pieces({ reader, pieces }) {
  const partOf = reader.reading.value?.partOf;
  return (
    <>
      {pieces.map(({ run, text, target: isTarget, found: isFound }, index) => {
        const part = partOf?.get(run);
        const target = isTarget ? '' : undefined;
        const found = isFound ? '' : undefined;
        const isFirst = part?.first && pieces[index - 1]?.run !== run;
        return part ? (
          <PartText key={index} part={part} text={text} target={target} found={found} isFirst={isFirst} />
        ) : (
          <span key={index} data-target={target} data-found={found}>
            {text}
          </span>
        );
      })}
    </>
  );
}

/** The view finds its part by the number: handlers of their own for 10,000 parts would cost too much. @param {{ part: import('./reading.js').Part, text: string, target?: string, found?: string, isFirst?: boolean }} props */
function PartText({ part: { index, source, connections }, text, target, found, isFirst }) {
  const spans = new Set(connections.map(({ spanId }) => spanId));
  return (
    <span
      role="link"
      tabIndex={-1}
      data-part={index}
      data-source={source.number}
      data-hue={source.hue}
      data-first={isFirst ? '' : undefined}
      data-long={text.length > LONG ? '' : undefined}
      data-several={spans.size > 1 ? '' : undefined}
      data-target={target}
      data-found={found}
      aria-describedby={[...spans].map((spanId) => `source-${spanId}`).join(' ')}
    >
      {text}
    </span>
  );
}
