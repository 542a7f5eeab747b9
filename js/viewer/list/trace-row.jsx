import { clock, count, duration, tokens } from '../parts/format.js';
import { KindBadge } from '../parts/kind-badge.jsx';

/** @param {{ trace: import('../model.js').TraceSummary, place: number, count: number, top: number, isOpen: boolean, isActive: boolean, open: () => void }} props */
export function TraceRow({ trace, place, count: all, top, isOpen, isActive, open }) {
  const { traceId, name, question, services, start, status, origin } = trace;
  const figures = [duration(trace.duration), count(trace.spanCount, 'span'), tokens(trace.tokens)].filter(Boolean);
  return (
    <div
      id={`trace-${traceId}`}
      class={`trace${isOpen ? ' open' : ''}${isActive ? ' active' : ''}`}
      role="option"
      aria-selected={isOpen}
      aria-posinset={place + 1}
      aria-setsize={all}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
    >
      <div class="line">
        {status === 'error' && (
          <span class="error sign" title="error">
            <span aria-hidden="true">!</span>
            <span class="told">error</span>
          </span>
        )}
        <span class="cut title">{name}</span>
        {origin !== 'page' && <span class="origin">{origin === 'link' ? 'from a link' : 'file'}</span>}
        <time class="muted">{clock(start)}</time>
      </div>
      <div class="cut question">{question ?? services.join(', ')}</div>
      <div class="line">
        <span class="kinds">
          {trace.kinds.map((kind) => (
            <KindBadge key={kind} kind={kind} />
          ))}
        </span>
        <span class="cut muted">{figures.join(' · ')}</span>
      </div>
    </div>
  );
}
