import { useRef } from 'preact/hooks';

const STEP = 24;

/**
 * The line between two panes: a drag and the arrow keys move it, a double click puts it back.
 * @param {{ label: string, size: import('@preact/signals').Signal<number>, direction: 1 | -1, min: number, max: number, initial: number }} props
 * `size` in pixels of the pane beside it; `direction`: -1 if that pane is to its right
 */
export function Splitter({ label, size, direction, min, max, initial }) {
  const start = useRef(/** @type {{ x: number, size: number } | undefined} */ (undefined));
  const set = (/** @type {number} */ next) => {
    size.value = Math.min(max, Math.max(min, Math.round(next)));
  };
  const onPointerDown = (/** @type {import('preact').TargetedPointerEvent<HTMLDivElement>} */ event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, size: size.peek() };
  };
  const onPointerMove = (/** @type {PointerEvent} */ event) => {
    if (start.current) set(start.current.size + (event.clientX - start.current.x) * direction);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    set(size.peek() + step * direction);
    event.preventDefault();
  };
  const end = () => {
    start.current = undefined;
  };
  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={size.value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onDblClick={() => set(initial)}
      onKeyDown={onKeyDown}
    />
  );
}
