import { KindBadge } from '../parts/kind-badge.jsx';
import { Errors } from './errors.jsx';

/** @typedef {import('./reader.js').Reader} Reader */

/** Names the step whose contents are shown. @param {{ reader: Reader }} props */
export function StepHead({ reader }) {
  const row = reader.row.value;
  return (
    <header class="step-head">
      {row && (
        <>
          <KindBadge kind={row.kind} />
          <h2 class="cut">{reader.nameOf(row.spanId)}</h2>
          {row.status !== 'unset' && <span class={row.status === 'error' ? 'error' : 'muted'}>{row.status}</span>}
        </>
      )}
    </header>
  );
}

/** Why the step failed. An error that it recovered from stands in the details alone. @param {{ detail: import('../model.js').SpanDetail }} props */
export const Failure = ({ detail: { status, errors } }) =>
  status !== 'ok' && errors.length > 0 ? (
    <section class="failure" aria-label="Error">
      <Errors errors={errors} />
    </section>
  ) : null;
