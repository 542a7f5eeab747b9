/** @param {{ timeline: import('./use-timeline.js').Timeline }} props */
export function ZoomButtons({ timeline: { zoomBy, showAll, stretch, whole } }) {
  const [start, end] = stretch.value;
  const isWhole = end - start >= whole.value;
  return (
    <div class="zoom" role="group" aria-label="Zoom of the time">
      <button type="button" aria-label="Zoom out" disabled={isWhole} onClick={() => zoomBy(2)}>
        −
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => zoomBy(0.5)}>
        +
      </button>
      <button type="button" aria-label="Show all of the time" disabled={isWhole} onClick={showAll}>
        All
      </button>
    </div>
  );
}
