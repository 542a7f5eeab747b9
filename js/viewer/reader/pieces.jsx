/** @typedef {import('./reader.js').Reader} Reader */
/** @typedef {import('./pieces.js').Piece} Piece */

const LONG = 400;

/** Text with its provenance. @param {{ reader: Reader, pieces: readonly Piece[] }} props */
export function Pieces({ reader, pieces }) {
  const partOf = reader.reading.value?.partOf;
  return (
    <>
      {pieces.map(({ run, text, target: isTarget }, index) => {
        const part = partOf?.get(run);
        const target = isTarget ? '' : undefined;
        const isFirst = part?.first && pieces[index - 1]?.run !== run;
        return part ? (
          <PartText key={index} part={part} text={text} target={target} isFirst={isFirst} />
        ) : (
          <span key={index} data-target={target}>
            {text}
          </span>
        );
      })}
    </>
  );
}

/** The view finds its part by the number: handlers of their own for 10,000 parts would cost too much. @param {{ part: import('./reading.js').Part, text: string, target?: string, isFirst?: boolean }} props */
function PartText({ part: { index, source, connections }, text, target, isFirst }) {
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
      aria-describedby={[...spans].map((spanId) => `source-${spanId}`).join(' ')}
    >
      {text}
    </span>
  );
}
