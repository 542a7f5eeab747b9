/** @typedef {import('./reader.js').Reader} Reader */

const MODES = /** @type {const} */ ([
  ['origins', 'Came from'],
  ['uses', 'Went to'],
]);

/** @param {{ reader: Reader }} props */
export function Controls({ reader }) {
  const { mode, dim } = reader;
  return (
    <div class="controls" role="toolbar" aria-label="Colours">
      <div class="segmented">
        {MODES.map(([value, label]) => (
          <button
            key={value}
            type="button"
            aria-pressed={mode.value === value}
            onClick={() => {
              mode.value = value;
              reader.spotlight.value = undefined;
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={dim.value}
        title={mode.value === 'origins' ? 'To find words that the step made up' : 'To find words that no step used'}
        onClick={() => {
          dim.value = !dim.value;
        }}
      >
        <span class="switch-track" aria-hidden="true" />
        {mode.value === 'origins' ? 'Dim known sources' : 'Dim used words'}
      </button>
    </div>
  );
}
