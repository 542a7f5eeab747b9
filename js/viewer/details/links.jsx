import { namesOf } from '../parts/names.js';
import { EVIDENCE } from '../reader/evidence.js';
import { linksOf } from './links.js';

/** @typedef {import('../state/state.js').State} State */

/** What the span used, and what used it. @param {{ state: State, spanId: string }} props */
export function Links({ state, spanId }) {
  const { incoming, outgoing } = linksOf(state.trace.value, spanId);
  const names = namesOf(state.trace.value?.spans ?? []);
  return (
    <>
      <LinkList state={state} spanId={spanId} names={names} title="Used" links={incoming} />
      <LinkList state={state} spanId={spanId} names={names} title="Was used by" links={outgoing} isOutgoing />
    </>
  );
}

/** @param {{ state: State, spanId: string, names: Map<string, string>, title: string, links: import('./links.js').LinkEnd[], isOutgoing?: boolean }} props */
function LinkList({ state, spanId, names, title, links, isOutgoing = false }) {
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
              {isOutgoing && `${ownSide} of this step → `}
              {otherSide} of <strong class="cut">{names.get(other.spanId)}</strong>
              {!isOutgoing && ` → ${ownSide} of this step`}
              <span class="muted">
                {' '}
                · {EVIDENCE[via]}
                {overlap !== undefined && `, ${Math.round(overlap * 100)} %`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
