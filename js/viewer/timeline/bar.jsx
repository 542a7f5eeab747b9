import { duration, tokens } from '../parts/format.js';
import { labelOf } from './label.js';
import { placeOf } from './scale.js';

/** A span's time, and its figures beside it. Where it goes on beyond what is shown, it fades; an arrow points to one that is elsewhere. @param {{ span: import('../model.js').SpanRow, stretch: import('./scale.js').Stretch, width: number }} props `width` of all bars, in pixels */
export function Bar({ span, stretch, width }) {
  const start = placeOf(stretch, span.start);
  const end = placeOf(stretch, span.start + span.duration);
  const [from, to] = [start, end].map((share) => Math.min(1, Math.max(0, share)));
  const [time, used] = [duration(span.duration), tokens(span.tokens)];
  const [isEarlier, isLater] = [end < 0, start > 1];
  const { words, side } = labelOf(
    from * width,
    to * width,
    width,
    isEarlier ? [`‹ ${time}`] : isLater ? [`${time} ›`] : used ? [`${time} · ${used}`, time] : [time],
  );
  return (
    <>
      {!isEarlier && !isLater && (
        <span
          class={`bar${span.status === 'error' ? ' failed' : ''}${start < 0 ? ' from-before' : ''}${end > 1 ? ' goes-on' : ''}`}
          style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
        />
      )}
      <span
        class={`figures cut ${side}`}
        style={
          side === 'before' ? { right: `${(1 - from) * 100}%` } : { left: `${(side === 'after' ? to : from) * 100}%` }
        }
      >
        {words}
      </span>
    </>
  );
}
