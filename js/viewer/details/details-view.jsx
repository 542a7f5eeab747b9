import { duration } from '../parts/format.js';
import { namesOf } from '../parts/names.js';
import { Errors } from '../reader/errors.jsx';
import { readerOf } from '../reader/reader.js';
import { addStyles } from '../styles/sheets.js';
import { Attributes } from './attributes.jsx';
import css from './details.css';
import { Links } from './links.jsx';
import { Raw } from './raw.jsx';

addStyles(css);

/** @typedef {import('../state/state.js').State} State */

const MAX_EVENTS = 200;

/** All that was recorded of the selected span but its contents. @param {{ state: State }} props */
export function DetailsView({ state }) {
  const spanId = state.selection.value?.spanId;
  const detail = readerOf(state).lasting.value;
  if (!spanId) return <p class="none muted">Select a step to see its details.</p>;
  if (!detail) return <div class="details" aria-busy="true" />;
  const { errors, attributes, events, resource, scope } = detail;
  const { spans = [] } = state.trace.value ?? {};
  const row = spans.find((one) => one.spanId === detail.spanId);
  const name = namesOf(spans).get(detail.spanId) ?? detail.spanId;
  return (
    <div class="details" key={detail.spanId} aria-busy={detail.spanId !== spanId}>
      {row && <Summary row={row} name={name} scope={scope} />}
      {errors.length > 0 && (
        <Section title="Error">
          <Errors errors={errors} />
        </Section>
      )}
      <Section title="Links">
        <Links state={state} spanId={detail.spanId} />
      </Section>
      <Section title="Attributes">
        <Attributes state={state} label="attributes" attributes={attributes} />
      </Section>
      {events.length > 0 && (
        <Section title="Events">
          <ol class="events">
            {events.slice(0, MAX_EVENTS).map(({ name: event, time, attributes: of }, index) => (
              <li key={`${index} ${event}`}>
                <p>
                  <strong>{event}</strong> <span class="muted">at {duration(time)}</span>
                </p>
                {of.length > 0 && <Attributes state={state} label={`attributes of ${event}`} attributes={of} />}
              </li>
            ))}
          </ol>
          {events.length > MAX_EVENTS && (
            <p class="muted">{events.length - MAX_EVENTS} more: the JSON below has them.</p>
          )}
        </Section>
      )}
      <Section title="Resource">
        <Attributes state={state} label="resource" attributes={resource} />
      </Section>
      <Section title="Raw">
        <Raw state={state} detail={detail} name={row?.name ?? detail.spanId} />
      </Section>
    </div>
  );
}

/** @param {{ title: string, children: import('preact').ComponentChildren }} props */
const Section = ({ title, children }) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
);

/** @param {{ row: import('../model.js').SpanRow, name: string, scope: string }} props */
function Summary({ row, name, scope }) {
  const { kind, service, status, model, tokens } = row;
  const facts = [
    ['Kind', kind],
    ['Status', status],
    ['Started', `after ${duration(row.start)}`],
    ['Took', duration(row.duration)],
    ['Model', model],
    ['Tokens', tokens && `${tokens.input ?? '?'} in, ${tokens.output ?? '?'} out`],
    ['Service', service],
    ['Scope', scope],
    ['Span ID', row.spanId],
  ];
  return (
    <header>
      <h3 class="details-name">{name}</h3>
      <dl>
        {facts.map(([label, fact]) =>
          fact ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd class={label === 'Status' && status === 'error' ? 'error' : undefined}>{fact}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </header>
  );
}
