/** Search within the open trace. Enter and shift+Enter go from span to span. @param {{ state: import('../state/state.js').State }} props */
export function SearchBox({ state: { search, trace } }) {
  const { text, found, place, step } = search;
  const number = found.value.length;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && text.value) text.value = '';
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search" role="search" aria-label="Open trace">
      <input
        type="search"
        class="field"
        placeholder="Search the trace"
        aria-label="Search the trace"
        disabled={!trace.value}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={onKeyDown}
      />
      {text.value.trim() && (
        <span class="found muted" role="status">
          {number === 0 ? 'none' : `${place.value < 0 ? '–' : place.value + 1} of ${number.toLocaleString('en')}`}
        </span>
      )}
    </div>
  );
}
