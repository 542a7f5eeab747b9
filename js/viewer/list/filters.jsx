import { useComputed, useSignal } from '@preact/signals';
import { choicesOf, NO_FILTER } from '../state/filter.js';

const DURATIONS = /** @type {const} */ ([
  [0, 'any duration'],
  [100, 'at least 100 ms'],
  [1000, 'at least 1 s'],
  [5000, 'at least 5 s'],
  [30_000, 'at least 30 s'],
]);

/** @param {{ state: import('../state/state.js').State }} props */
export function Filters({ state: { filter, traces } }) {
  const isOpen = useSignal(false);
  const choices = useComputed(() => choicesOf(traces.value));
  const set = (/** @type {Partial<import('../state/filter.js').Filter>} */ change) => {
    filter.value = { ...filter.value, ...change };
  };
  const { text, ...others } = filter.value;
  const used = Object.values(others).filter(Boolean).length;
  const isFiltered = used > 0 || text !== '';
  return (
    <div class="filters" role="search" aria-label="Traces">
      <div class="line">
        <input
          type="search"
          class="field"
          placeholder="Filter traces"
          aria-label="Filter traces by text"
          value={text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
        <button
          type="button"
          class="button"
          aria-expanded={isOpen.value}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          Filters{used > 0 && <span class="number">{used}</span>}
        </button>
      </div>
      {isOpen.value && (
        <div class="choices">
          <Choice
            label="Service"
            value={others.service}
            values={choices.value.services}
            set={(service) => set({ service })}
          />
          <Choice label="Kind" value={others.kind} values={choices.value.kinds} set={(kind) => set({ kind })} />
          <Choice
            label="Status"
            value={others.status}
            values={choices.value.statuses}
            set={(status) => set({ status })}
          />
          <Choice
            label="Session"
            value={others.sessionId}
            values={choices.value.sessions}
            set={(sessionId) => set({ sessionId })}
          />
          <select
            class="field"
            aria-label="Duration"
            value={String(others.minDuration)}
            onChange={(event) => set({ minDuration: Number(event.currentTarget.value) })}
          >
            {DURATIONS.map(([ms, label]) => (
              <option key={ms} value={String(ms)}>
                {label}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button"
            disabled={!isFiltered}
            onClick={() => {
              filter.value = NO_FILTER;
            }}
          >
            Reset
          </button>
        </div>
      )}
    </div>
  );
}

/** @param {{ label: string, value: string, values: readonly string[], set: (value: string) => void }} props */
const Choice = ({ label, value, values, set }) => (
  <select class="field" aria-label={label} value={value} onChange={(event) => set(event.currentTarget.value)}>
    <option value="">any {label.toLowerCase()}</option>
    {values.map((one) => (
      <option key={one} value={one}>
        {one}
      </option>
    ))}
  </select>
);
