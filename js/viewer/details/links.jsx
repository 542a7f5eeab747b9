import { EVIDENCE } from '../reader/evidence.js';
import { linksOf } from './links.js';

/** @typedef {import('../state/state.js').State} State */

/** What the span used, and what used it. @param {{ state: State, spanId: string }} props */
export function Links({ state, spanId }) {
  const { incoming, outgoing } = linksOf(state.trace.value, spanId);
  return (
    <>
      <LinkList state={state} spanId={spanId} title="Used" links={incoming} />
      <LinkList state={state} spanId={spanId} title="Was used by" links={outgoing} />
    </>
  );
}

/** @param {{ state: State, spanId: string, title: string, links: import('./links.js').LinkEnd[] }} props */
function LinkList({ state, spanId, title, links }) {
  return (
    <div class="link-list">
      <h4>{title}</h4>
      {links.length === 0 && <p class="muted">Nothing that is known.</p>}
      <ul>
        {links.map(({ other, otherSide, ownSide, via, overlap, link }) => (
          <li key={`${other.spanId} ${otherSide} ${ownSide} ${via}`}>
            <button
              type="button"
              onClick={() => state.select({ spanId: other.spanId, link })}
              onPointerEnter={() => {
                state.hover.value = { spanId, link };
              }}
              onPointerLeave={() => {
                state.hover.value = undefined;
              }}
            >
              <strong class="cut">{other.name}</strong> {otherSide}
              <span class="muted">
                {' '}
                · {ownSide} · {EVIDENCE[via]}
                {overlap !== undefined && `, ${Math.round(overlap * 100)} %`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
